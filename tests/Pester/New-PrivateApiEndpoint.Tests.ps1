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

Describe 'New-PrivateApiEndpoint where a zone does not have the service' {
    BeforeAll {
        $bare = Start-PrivateApiLab -Region eu-west-1 -ZoneWithoutService eu-west-1a -NoDefault
        $there = @{ EndpointUrl = $bare.EndpointUrl; Region = $bare.Region; AccessKey = 'AKIDTEST'; SecretKey = 'secret' }
        $network = New-PrivateApiNetwork zones @there
        $ec2 = @{
            Uri = $bare.EndpointUrl; Method = 'Post'; SkipHeaderValidation = $true
            Headers = @{ Authorization = 'AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/eu-west-1/ec2/aws4_request' }
        }
        $vpc = (Invoke-RestMethod @ec2 -Body @{ Action = 'CreateVpc'; Version = '2016-11-15'; CidrBlock = '10.1.0.0/16' }).CreateVpcResponse.vpc.vpcId
        $create = @{ Action = 'CreateSubnet'; Version = '2016-11-15'; VpcId = $vpc; CidrBlock = '10.1.0.0/24'; AvailabilityZone = 'eu-west-1a' }
        $subnet = (Invoke-RestMethod @ec2 -Body $create).CreateSubnetResponse.subnet.subnetId
    }

    AfterAll { $bare | Stop-PrivateApiLab }

    It 'names the subnet whose zone does not have it, before anything is made' {
        { New-PrivateApiEndpoint $vpc -NoPrivateDns -SubnetId $subnet -ErrorAction Stop @there } |
            Should -Throw -ErrorId 'ZoneNotSupported,PrivateApi.Commands.NewPrivateApiEndpointCommand' -ExpectedMessage "*$subnet is in eu-west-1a*"
        Get-PrivateApiEndpoint -VpcId $vpc @there | Should -BeNullOrEmpty
    }

    It 'uses the zones that have it' {
        $endpoint = $network | New-PrivateApiEndpoint @there
        $endpoint.NetworkInterface.AvailabilityZone | Sort-Object | Should -Be 'eu-west-1b', 'eu-west-1c'
    }
}
