BeforeAll {
    Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
    $lab = Start-PrivateApiLab -Region eu-west-1 6>$null
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiNetwork' {
    It 'makes two private and two public subnets over two zones' {
        $network = New-PrivateApiNetwork -Name Demo -Tag @{ Team = 'payments' }
        $network.PSTypeNames[0] | Should -Be 'PrivateApi.Model.Network'
        $network.VpcId | Should -Match '^vpc-[0-9a-f]{17}$'
        $network.CidrBlock | Should -Be '10.0.0.0/16'
        $network.SubnetId | Should -HaveCount 2
        $network.PublicSubnetId | Should -HaveCount 2
        $network.AvailabilityZone | Should -HaveCount 2
        $network.SecurityGroupId | Should -Match '^sg-'
        $network.Tag['Team'] | Should -Be 'payments'
        $network.AccountId | Should -Be $lab.AccountId
        $network.Region | Should -Be 'eu-west-1'
    }

    It 'gives VPC, subnets and security group IPv6 ranges with -Ipv6, and a dualstack endpoint is called there' {
        $network = New-PrivateApiNetwork Dual -Ipv6
        $network.Ipv6CidrBlock | Should -Match '^[0-9a-f:]+::/56$'
        (New-PrivateApiNetwork Dual -Ipv6).VpcId | Should -Be $network.VpcId
        { New-PrivateApiNetwork Dual -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiNetworkCommand'
        $endpoint = $network | New-PrivateApiEndpoint -IpAddressType dualstack
        $endpoint.NetworkInterface.Ipv6Address | Should -HaveCount 2
        $api = $endpoint | New-PrivateApi -Name dual -Sample PetStore -StageName demo
        ($api | Invoke-PrivateApi -Path /pets -Via Lambda).StatusCode | Should -Be 200
        $sixth = $endpoint.NetworkInterface[0].Ipv6Address[0]
        ($api | Test-PrivateApi -VpcId $network.VpcId -SourceIp $sixth).Verdict | Should -Be 'Reachable'
        { $api | Test-PrivateApi -VpcId $network.VpcId -SourceIp '2001:db8::7' -ErrorAction Stop } | Should -Throw -ErrorId 'CallerNotFound,PrivateApi.Commands.TestPrivateApiCommand'
        $api | Remove-PrivateApi -Force
        Remove-PrivateApiEndpoint $endpoint -Force
        Remove-PrivateApiNetwork Dual -Force
        Get-PrivateApiNetwork Dual* | Should -BeNullOrEmpty
    }

    It 'returns what exists when it is said again' {
        (New-PrivateApiNetwork Demo).VpcId | Should -Be (Get-PrivateApiNetwork Demo).VpcId
        Get-PrivateApiNetwork | Should -HaveCount 1
    }

    It 'takes names from the pipeline' {
        'PipeA', 'PipeB' | New-PrivateApiNetwork | Should -HaveCount 2
        Remove-PrivateApiNetwork Pipe* -Force
    }

    It 'refuses other parameters for the same name and names the difference' {
        { New-PrivateApiNetwork Demo -CidrBlock 10.1.0.0/16 -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiNetworkCommand' -ExpectedMessage '*10.0.0.0/16, not 10.1.0.0/16*'
    }

    It 'refuses the range <Range> because <Reason>' -ForEach @(
        @{ Range = '10.0.0.0/8'; Reason = 'it is too large' }
        @{ Range = '10.0.0.0/28'; Reason = 'it is too small' }
        @{ Range = '10.0.0.1/16'; Reason = 'it has bits outside of its prefix' }
        @{ Range = 'ten'; Reason = 'it is no range' }
    ) {
        { New-PrivateApiNetwork Other -CidrBlock $Range -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidCidrBlock,PrivateApi.Commands.NewPrivateApiNetworkCommand'
        Get-PrivateApiNetwork Othe* | Should -BeNullOrEmpty
    }

    It 'refuses tags that carry identity' {
        { New-PrivateApiNetwork Other -Tag @{ 'privateapi:step' = 'x' } -ErrorAction Stop } | Should -Throw -ErrorId 'ReservedTag,PrivateApi.Commands.NewPrivateApiNetworkCommand'
    }

    It 'makes nothing with -WhatIf' {
        New-PrivateApiNetwork Never -WhatIf | Should -BeNullOrEmpty
        Get-PrivateApiNetwork Neve* | Should -BeNullOrEmpty
    }

    It 'shows a network as a table of 120 columns at most' {
        (Get-PrivateApiNetwork Demo | Out-String -Width 200).Split("`n") | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 120 }
    }
}
