BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiEndpoint' {
    BeforeEach {
        $network = New-PrivateApiNetwork shop
        $endpoint = $network | New-PrivateApiEndpoint
    }

    It 'removes by object, by id and by name, and leaves the network free to go' {
        $endpoint | Remove-PrivateApiEndpoint -Force
        Get-PrivateApiEndpoint | Should -BeNullOrEmpty
        Remove-PrivateApiEndpoint ($network | New-PrivateApiEndpoint).VpcEndpointId -Force
        $network | New-PrivateApiEndpoint | Out-Null
        Remove-PrivateApiEndpoint -Name sh* -Confirm:$false
        Get-PrivateApiEndpoint | Should -BeNullOrEmpty
        $network | Remove-PrivateApiNetwork -Force
        Get-PrivateApiNetwork | Should -BeNullOrEmpty
    }

    It 'refuses while an API is associated with it, unless forced' {
        $api = $endpoint | New-PrivateApi -Name shop -Sample PetStore
        { $endpoint | Remove-PrivateApiEndpoint -Confirm:$false -ErrorAction Stop } |
            Should -Throw -ErrorId 'EndpointInUse,PrivateApi.Commands.RemovePrivateApiEndpointCommand' -ExpectedMessage "*$($api.RestApiId)*"
        $endpoint | Remove-PrivateApiEndpoint -Force
        Get-PrivateApiEndpoint | Should -BeNullOrEmpty
        $api | Remove-PrivateApi -Force
    }

    It 'removes nothing with -WhatIf, not even with -Force' {
        $endpoint | Remove-PrivateApiEndpoint -Force -WhatIf
        & { $WhatIfPreference = $true; $endpoint | Remove-PrivateApiEndpoint -Force }
        (Get-PrivateApiEndpoint shop).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
    }

    It 'takes an object for removed that another command has removed meanwhile' {
        Remove-PrivateApiEndpoint $endpoint.VpcEndpointId -Force
        $said = $endpoint | Remove-PrivateApiEndpoint -Force -ErrorAction Stop -Verbose 4>&1
        $said -join ' ' | Should -BeLike "*$($endpoint.VpcEndpointId) is gone: another command has removed it.*"
    }

    It 'says so when there is no such endpoint' {
        { Remove-PrivateApiEndpoint vpce-0123456789abcdef0 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.RemovePrivateApiEndpointCommand'
        { Remove-PrivateApiEndpoint -Name nothing* -Force -ErrorAction Stop } | Should -Not -Throw
    }
}
