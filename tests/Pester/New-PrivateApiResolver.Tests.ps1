BeforeAll {
    . "$PSScriptRoot/DiagnosisScene.ps1"

    $onPremises = @{ StageName = 'demo'; OnPremises = $true; SourceIp = '172.16.0.9'; VpcId = $network.VpcId; Resolver = 'Forwarded'; UrlForm = 'PrivateDns' }

    function Get-Table([string] $VpcId) {
        $answer = Invoke-Aws DescribeRouteTables @{ 'Filter.1.Name' = 'vpc-id'; 'Filter.1.Value.1' = $VpcId }
        $answer.DescribeRouteTablesResponse.routeTableSet.item.routeTableId
    }

    function Grant-Https([string] $Range) {
        $null = Invoke-Aws AuthorizeSecurityGroupIngress @{
            GroupId = $network.SecurityGroupId; 'IpPermissions.1.IpProtocol' = 'tcp'; 'IpPermissions.1.FromPort' = 443; 'IpPermissions.1.ToPort' = 443
            'IpPermissions.1.IpRanges.1.CidrIp' = $Range
        }
    }

    # Peers a network with the endpoint's, by routes on both sides.
    function Join-Network($Other) {
        $peering = (Invoke-Aws CreateVpcPeeringConnection @{ VpcId = $network.VpcId; PeerVpcId = $Other.VpcId }).GetElementsByTagName('vpcPeeringConnectionId')[0].InnerText
        $null = Invoke-Aws AcceptVpcPeeringConnection @{ VpcPeeringConnectionId = $peering }
        foreach ($way in @{ From = $network; To = $Other.CidrBlock }, @{ From = $Other; To = $network.CidrBlock }) {
            foreach ($table in Get-Table $way.From.VpcId) { $null = Invoke-Aws CreateRoute @{ RouteTableId = $table; DestinationCidrBlock = $way.To; VpcPeeringConnectionId = $peering } }
        }
    }
}

AfterAll { Stop-PrivateApiLab }

Describe 'New-PrivateApiResolver, for name servers on premises' {
    It 'makes a call from on premises reachable whose name did not resolve' {
        $gateway = (Invoke-Aws CreateVpnGateway @{ Type = 'ipsec.1' }).GetElementsByTagName('vpnGatewayId')[0].InnerText
        $null = Invoke-Aws AttachVpnGateway @{ VpcId = $network.VpcId; VpnGatewayId = $gateway }
        foreach ($table in Get-Table $network.VpcId) { $null = Invoke-Aws CreateRoute @{ RouteTableId = $table; DestinationCidrBlock = '172.16.0.0/16'; GatewayId = $gateway } }
        Grant-Https 172.16.0.0/16
        $before = $api | Test-PrivateApi @onPremises
        (Get-Check $before NameResolves).Status | Should -Be 'Failed'

        $resolver = $network | New-PrivateApiResolver -SourceCidr 172.16.0.0/16 -Tag @{ Team = 'dns' }
        $resolver.PSTypeNames[0] | Should -Be 'PrivateApi.Model.Resolver'
        $resolver.Name | Should -Be 'Demo'
        $resolver.Direction | Should -Be 'INBOUND'
        $resolver.Status | Should -Be 'OPERATIONAL'
        $resolver.VpcId | Should -Be $network.VpcId
        $resolver.SubnetId | Should -Be $network.SubnetId
        $resolver.IpAddress | Should -HaveCount 2
        $resolver.SecurityGroupId | Should -Not -Be $network.SecurityGroupId
        $resolver.ForwardDomainName | Should -Be 'execute-api.eu-west-1.amazonaws.com'
        $resolver.Tag['Team'] | Should -Be 'dns'

        $after = $api | Test-PrivateApi @onPremises
        (Get-Check $after NameResolves).Status | Should -Be 'Passed'
        $after.Verdict | Should -Be 'Reachable'
    }

    It 'answers a network whose name servers it is, in a live call' {
        $office = New-PrivateApiNetwork -Name office -CidrBlock 192.168.0.0/16
        Join-Network $office
        Grant-Https 192.168.0.0/16
        $live = @{ StageName = 'demo'; Path = '/pets'; Via = 'Lambda'; UrlForm = 'PrivateDns'; SubnetId = $office.SubnetId[0]; SecurityGroupId = $office.SecurityGroupId }
        ($api | Invoke-PrivateApi @live).Failure | Should -Be 'NameNotResolved'
        $resolver = $network | New-PrivateApiResolver -Name offices -SourceCidr 192.168.0.0/16
        $servers = @{ 'DhcpConfiguration.1.Key' = 'domain-name-servers'; 'DhcpConfiguration.1.Value.1' = $resolver.IpAddress[0]; 'DhcpConfiguration.1.Value.2' = $resolver.IpAddress[1] }
        $options = (Invoke-Aws CreateDhcpOptions $servers).GetElementsByTagName('dhcpOptionsId')[0].InnerText
        $null = Invoke-Aws AssociateDhcpOptions @{ DhcpOptionsId = $options; VpcId = $office.VpcId }
        ($api | Invoke-PrivateApi @live).StatusCode | Should -Be 200
    }

    It 'returns what exists when it is said again' {
        ($network | New-PrivateApiResolver -SourceCidr 172.16.9.9/16).ResolverEndpointId | Should -Be (Get-PrivateApiResolver Demo).ResolverEndpointId
    }

    It 'refuses <Case> for the same name and names the difference' -ForEach @(
        @{ Case = 'another range'; Argument = { @{ SourceCidr = '172.17.0.0/16' } }; Message = '*SourceCidr: 172.16.0.0/16, not 172.17.0.0/16*' }
        @{ Case = 'another group'; Argument = { @{ SecurityGroupId = $network.SecurityGroupId } }; Message = '*another SecurityGroupId*' }
        @{ Case = 'the other direction'; Argument = { @{ ForwardTo = '10.9.0.10' } }; Message = '*Direction: INBOUND, not OUTBOUND*' }
    ) {
        $argument = & $Argument
        { $network | New-PrivateApiResolver @argument -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterMismatch,PrivateApi.Commands.NewPrivateApiResolverCommand' -ExpectedMessage $Message
    }

    It 'refuses <Case> before anything is made' -ForEach @(
        @{ Case = 'name servers that nobody names'; Argument = { @{ SubnetId = $network.SubnetId } }; Id = 'SourceCidrRequired' }
        @{ Case = 'one zone'; Argument = { @{ SubnetId = $network.SubnetId[0]; SourceCidr = '172.16.0.0/16' } }; Id = 'TooFewZones' }
        @{ Case = 'a range that is none'; Argument = { @{ SubnetId = $network.SubnetId; SourceCidr = '172.16/16' } }; Id = 'InvalidCidrBlock' }
        @{ Case = 'a name for an address'; Argument = { @{ SubnetId = $network.SubnetId; ForwardTo = 'dns.example.com' } }; Id = 'InvalidAddress' }
        @{ Case = 'a domain that is none'; Argument = { @{ SubnetId = $network.SubnetId; ForwardTo = '10.9.0.10'; DomainName = 'corp example' } }; Id = 'InvalidDomainName' }
        @{ Case = 'a subnet that is not there'; Argument = { @{ SubnetId = 'subnet-0123456789abcdef0', $network.SubnetId[0]; SourceCidr = '172.16.0.0/16' } }; Id = 'SubnetNotFound' }
    ) {
        $argument = & $Argument
        { New-PrivateApiResolver third @argument -ErrorAction Stop } | Should -Throw -ErrorId "$Id,PrivateApi.Commands.NewPrivateApiResolverCommand"
        Get-PrivateApiResolver thir* | Should -BeNullOrEmpty
    }

    It 'makes nothing with -WhatIf' {
        $network | New-PrivateApiResolver -Name never -SourceCidr 172.16.0.0/16 -WhatIf | Should -BeNullOrEmpty
        Get-PrivateApiResolver neve* | Should -BeNullOrEmpty
    }
}

Describe 'New-PrivateApiResolver, for another VPC' {
    It 'forwards the domain of execute-api to an inbound resolver, and a call from there gets through' {
        $spoke = New-PrivateApiNetwork -Name spoke -CidrBlock 10.8.0.0/16
        $more = New-PrivateApiNetwork -Name more -CidrBlock 10.7.0.0/16
        Join-Network $spoke
        Grant-Https 10.8.0.0/16
        $hub = $network | New-PrivateApiResolver -Name hub -SourceCidr 10.8.0.0/16
        $resolver = $spoke | New-PrivateApiResolver -ForwardTo $hub.IpAddress
        $resolver.Direction | Should -Be 'OUTBOUND'
        $resolver.Status | Should -Be 'OPERATIONAL'
        $resolver.ForwardDomainName | Should -Be 'execute-api.eu-west-1.amazonaws.com'
        $resolver.ForwardTo | Should -Be $hub.IpAddress
        $resolver.RuleId | Should -HaveCount 1
        $resolver.AssociatedVpcId | Should -Be $spoke.VpcId
        ($api | Invoke-PrivateApi -StageName demo -Path /pets -Via Lambda -UrlForm PrivateDns -SubnetId $spoke.SubnetId[0] -SecurityGroupId $spoke.SecurityGroupId).StatusCode | Should -Be 200

        $again = $spoke | New-PrivateApiResolver -ForwardTo $hub.IpAddress -VpcId $more.VpcId
        $again.ResolverEndpointId | Should -Be $resolver.ResolverEndpointId
        $again.AssociatedVpcId | Should -HaveCount 2
        { $spoke | New-PrivateApiResolver -ForwardTo 10.9.0.9 -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterMismatch,*' -ExpectedMessage '*ForwardTo*'
        { $spoke | New-PrivateApiResolver -ForwardTo $hub.IpAddress -DomainName example.com -ErrorAction Stop } | Should -Throw -ErrorId 'ParameterMismatch,*' -ExpectedMessage '*DomainName*'
    }
}
