BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'Get-PrivateApiEndpoint' {
    BeforeAll {
        $network = New-PrivateApiNetwork shop
        $endpoint = $network | New-PrivateApiEndpoint
        $other = New-PrivateApiNetwork other -CidrBlock 10.1.0.0/16 | New-PrivateApiEndpoint
    }

    It 'lists all' {
        (Get-PrivateApiEndpoint).Name | Sort-Object | Should -Be 'other', 'shop'
    }

    It 'finds by name, by wildcard, by id, by VPC and from the pipeline' {
        (Get-PrivateApiEndpoint shop).VpcEndpointId | Should -Be $endpoint.VpcEndpointId
        (Get-PrivateApiEndpoint ot*).VpcEndpointId | Should -Be $other.VpcEndpointId
        (Get-PrivateApiEndpoint -VpcEndpointId $other.VpcEndpointId).Name | Should -Be 'other'
        (Get-PrivateApiEndpoint -VpcId $network.VpcId).Name | Should -Be 'shop'
        ($network | Get-PrivateApiEndpoint).Name | Should -Be 'shop'
        ($other | Get-PrivateApiEndpoint).Name | Should -Be 'other'
    }

    It 'shows addresses, names and probes' {
        $endpoint.NetworkInterface.PrivateIpAddress | Should -Match '^10\.0\.'
        $endpoint.NetworkInterface.AvailabilityZone | Sort-Object | Should -Be $network.AvailabilityZone
        $endpoint.DnsName | Should -HaveCount 3
        $endpoint.DnsName[0] | Should -Match "^$($endpoint.VpcEndpointId)-[a-z0-9]+\.execute-api\.eu-west-1\.vpce\.amazonaws\.com$"
        $endpoint.Probe | Should -BeNullOrEmpty
    }

    It 'says so when a name or an id is not there' {
        { Get-PrivateApiEndpoint nothing -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.GetPrivateApiEndpointCommand'
        { Get-PrivateApiEndpoint -VpcEndpointId vpce-0123456789abcdef0 -ErrorAction Stop } | Should -Throw -ErrorId 'EndpointNotFound,PrivateApi.Commands.GetPrivateApiEndpointCommand'
    }

    It 'is silent when a wildcard matches nothing' {
        Get-PrivateApiEndpoint no* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'shows an endpoint as a table of 120 columns at most' {
        (Get-PrivateApiEndpoint | Out-String -Width 200).Split("`n") | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }
}
