BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiEndpoint' {
    BeforeAll { $network = New-PrivateApiNetwork shop }

    It 'takes VPC, name, subnets and group from a network, and waits until it works' {
        $endpoint = $network | New-PrivateApiEndpoint -Tag @{ Team = 'payments' }
        $endpoint.PSTypeNames[0] | Should -Be 'PrivateApi.Model.Endpoint'
        $endpoint.Name | Should -Be 'shop'
        $endpoint.VpcId | Should -Be $network.VpcId
        $endpoint.State | Should -Be 'available'
        $endpoint.NetworkInterface | Should -HaveCount 2
        $endpoint.SecurityGroupId | Should -Be $network.SecurityGroupId
        $endpoint.PrivateDnsEnabled | Should -BeTrue
        $endpoint.Tag['Team'] | Should -Be 'payments'
        $endpoint.ServiceName | Should -Be 'com.amazonaws.eu-west-1.execute-api'
    }

    It 'returns what exists when it is said again' {
        ($network | New-PrivateApiEndpoint).VpcEndpointId | Should -Be (Get-PrivateApiEndpoint shop).VpcEndpointId
    }

    It 'refuses other parameters for the same name and names the difference' {
        { $network | New-PrivateApiEndpoint -NoPrivateDns -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiEndpointCommand' -ExpectedMessage '*PrivateDnsEnabled: true, not false*'
    }

    It 'refuses a second endpoint with private DNS and names the first' {
        { New-PrivateApiEndpoint -VpcId $network.VpcId -Name second -ErrorAction Stop } |
            Should -Throw -ErrorId 'PrivateDnsConflict,PrivateApi.Commands.NewPrivateApiEndpointCommand' -ExpectedMessage "*$((Get-PrivateApiEndpoint shop).VpcEndpointId)*"
    }

    It 'makes a group of its own, reads a policy from a file, and names itself after the VPC' {
        Set-Content TestDrive:/policy.json '{ "Version": "2012-10-17", "Statement": [] }'
        $other = New-PrivateApiNetwork other -CidrBlock 10.1.0.0/16
        $endpoint = New-PrivateApiEndpoint $other.VpcId -NoPrivateDns -Policy (Get-Item TestDrive:/policy.json).FullName
        $endpoint.Name | Should -Be $other.VpcId
        $endpoint.SecurityGroupId | Should -HaveCount 1
        $endpoint.SecurityGroupId | Should -Not -Be $other.SecurityGroupId
        $endpoint.Policy | Should -Be '{"Version":"2012-10-17","Statement":[]}'
    }

    It 'refuses <Case> before anything is made' -ForEach @(
        @{ Case = 'two subnets of a zone'; Subnet = { $network.SubnetId[0], $network.PublicSubnetId[0] }; Id = 'DuplicateZone' }
        @{ Case = 'a subnet of another VPC'; Subnet = { (New-PrivateApiNetwork other -CidrBlock 10.1.0.0/16).SubnetId[0] }; Id = 'SubnetOutsideVpc' }
        @{ Case = 'a subnet that is not there'; Subnet = { 'subnet-0123456789abcdef0' }; Id = 'SubnetNotFound' }
    ) {
        { New-PrivateApiEndpoint $network.VpcId -Name third -NoPrivateDns -SubnetId (& $Subnet) -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiEndpointCommand"
        Get-PrivateApiEndpoint thir* | Should -BeNullOrEmpty
    }

    It 'says so when there is no such VPC' {
        { New-PrivateApiEndpoint vpc-0123456789abcdef0 -ErrorAction Stop } | Should -Throw -ErrorId 'VpcNotFound,PrivateApi.Commands.NewPrivateApiEndpointCommand'
    }

    It 'makes nothing with -WhatIf' {
        $other = New-PrivateApiNetwork third -CidrBlock 10.2.0.0/16
        $other | New-PrivateApiEndpoint -WhatIf | Should -BeNullOrEmpty
        Get-PrivateApiEndpoint -VpcId $other.VpcId | Should -BeNullOrEmpty
    }

    It 'returns a pending endpoint with -NoWait' {
        $slow = Start-PrivateApiLab -Region eu-west-1 -PendingTime 00:00:30 -NoDefault
        $aws = @{ EndpointUrl = $slow.EndpointUrl; Region = 'eu-west-1'; AccessKey = 'AKIDTEST'; SecretKey = 'secret' }
        (New-PrivateApiNetwork slow @aws | New-PrivateApiEndpoint -NoWait @aws).State | Should -Be 'pending'
        { New-PrivateApiNetwork slow @aws | New-PrivateApiEndpoint -TimeoutSec 1 -ErrorAction Stop @aws } | Should -Throw -ErrorId 'TimedOut,PrivateApi.Commands.NewPrivateApiEndpointCommand'
        $slow | Stop-PrivateApiLab
    }
}
