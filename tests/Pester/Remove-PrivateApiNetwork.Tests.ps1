BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Remove-PrivateApiNetwork' {
    BeforeEach { $network = New-PrivateApiNetwork shop }

    It 'removes by object, by id, by name and by wildcard' {
        $network | Remove-PrivateApiNetwork -Force
        Get-PrivateApiNetwork | Should -BeNullOrEmpty
        Remove-PrivateApiNetwork -VpcId (New-PrivateApiNetwork shop).VpcId -Force
        New-PrivateApiNetwork shop | Out-Null
        Remove-PrivateApiNetwork shop -Force
        New-PrivateApiNetwork shop | Out-Null
        Remove-PrivateApiNetwork sh* -Confirm:$false
        Get-PrivateApiNetwork | Should -BeNullOrEmpty
    }

    It 'deletes nothing while an endpoint is in the network, and says which' {
        $endpoint = $network | New-PrivateApiEndpoint
        { $network | Remove-PrivateApiNetwork -Force -ErrorAction Stop } |
            Should -Throw -ErrorId 'NetworkInUse,PrivateApi.Commands.RemovePrivateApiNetworkCommand' -ExpectedMessage "*$($endpoint.VpcEndpointId)*"
        (Get-PrivateApiNetwork shop).SubnetId | Should -HaveCount 2
        $endpoint | Remove-PrivateApiEndpoint -Force
    }

    It 'removes nothing with -WhatIf, not even with -Force' {
        $network | Remove-PrivateApiNetwork -Force -WhatIf
        (Get-PrivateApiNetwork shop).VpcId | Should -Be $network.VpcId
    }

    It 'takes an object for removed that another command has removed meanwhile' {
        Remove-PrivateApiNetwork -VpcId $network.VpcId -Force
        $said = $network | Remove-PrivateApiNetwork -Force -ErrorAction Stop -Verbose 4>&1
        $said -join ' ' | Should -BeLike "*$($network.VpcId) is gone: another command has removed it.*"
    }

    It 'says so when there is no such network' {
        { Remove-PrivateApiNetwork nothing -Force -ErrorAction Stop } | Should -Throw -ErrorId 'NetworkNotFound,PrivateApi.Commands.RemovePrivateApiNetworkCommand'
        { Remove-PrivateApiNetwork nothing* -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'refuses an object of another Region' {
        { $network | Remove-PrivateApiNetwork -Force -Region eu-west-2 -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionMismatch,PrivateApi.Commands.RemovePrivateApiNetworkCommand'
    }
}
