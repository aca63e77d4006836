BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApi' {
    BeforeEach { $api = New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 -StageName demo }

    It 'removes by object, by id and by name' {
        $api | Remove-PrivateApi -Force
        Get-PrivateApi | Should -BeNullOrEmpty
        Remove-PrivateApi (New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0).RestApiId -Force
        Get-PrivateApi | Should -BeNullOrEmpty
        New-PrivateApi -Name shop -Sample PetStore -SourceVpce vpce-0123456789abcdef0 | Out-Null
        Remove-PrivateApi -Name sh* -Force
        Get-PrivateApi | Should -BeNullOrEmpty
    }

    It 'removes nothing with -WhatIf, not even with -Force' {
        $api | Remove-PrivateApi -Force -WhatIf
        (Get-PrivateApi shop).RestApiId | Should -Be $api.RestApiId
    }

    It 'takes an object for removed that another command has removed meanwhile' {
        Remove-PrivateApi $api.RestApiId -Force
        $said = $api | Remove-PrivateApi -Force -ErrorAction Stop -Verbose 4>&1
        $said -join ' ' | Should -BeLike "*$($api.RestApiId) is gone: another command has removed it.*"
    }

    It 'says so when there is no such API' {
        { Remove-PrivateApi a1b2c3d4e5 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.RemovePrivateApiCommand'
        { Remove-PrivateApi -Name nothing -Force -ErrorAction Stop } | Should -Throw -ErrorId 'ApiNotFound,PrivateApi.Commands.RemovePrivateApiCommand'
        { Remove-PrivateApi -Name nothing* -Force -ErrorAction Stop } | Should -Not -Throw
    }
}
