using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Privileges;

/// <summary>
/// An API, its endpoint and its network that do not have our tag, as most that are repaired, and the faults that are made in them.
/// </summary>
internal sealed partial class ForeignAccount : IDisposable
{
    private const string Https = "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443";

    // A path for everybody, and one that needs an API key.
    private const string Definition = """
        openapi: 3.0.1
        info: { title: Foreign, version: '1' }
        paths:
          /pets: { get: { responses: { '200': { description: OK } }, x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } } } } }
          /stock: { get: { security: [ { key: [] } ], responses: { '200': { description: OK } }, x-amazon-apigateway-integration: { type: mock, requestTemplates: { application/json: '{"statusCode": 200}' }, responses: { default: { statusCode: '200' } } } } }
        components:
          securitySchemes:
            key: { type: apiKey, name: x-api-key, in: header }
        """;

    private readonly ModuleSession _session;
    private readonly LabWire _wire;

    public ForeignAccount(ModuleSession session)
    {
        _session = session;
        _wire = new LabWire(session);
        session.Set("foreign", Definition);
        session.Run(
            """
            $home1 = New-PrivateApiNetwork -Name Foreign -CidrBlock 10.3.0.0/16
            $gate = $home1 | New-PrivateApiEndpoint
            $shop = $gate | New-PrivateApi -Name Foreign -OpenApi $foreign -StageName demo
            $peer = New-PrivateApiNetwork -Name Peer -CidrBlock 10.4.0.0/16
            $repaired = @()
            $place = @{ SubnetId = $home1.PublicSubnetId[0]; SecurityGroupId = $home1.SecurityGroupId }
            """
        );
        foreach (string id in session.Run("$home1.VpcId, $home1.SecurityGroupId, $gate.VpcEndpointId, $peer.VpcId").Select(id => $"{id}"))
        {
            Ec2($"DeleteTags&ResourceId.1={id}&Tag.1.Key=privateapi:name");
        }

        foreach (string table in (string[])[.. Tables("$home1"), .. Tables("$peer")])
        {
            Ec2($"DeleteTags&ResourceId.1={table}&Tag.1.Key=privateapi:name");
        }

        string arn = Uri.EscapeDataString($"arn:aws:apigateway:eu-west-1::/restapis/{Text("$shop.RestApiId")}");
        _wire.Send("apigateway", "DELETE", $"/tags/{arn}?tagKeys=privateapi:name", string.Empty);
    }

    public void BreakNames()
    {
        _session.Run("$null = Set-PrivateApiEndpoint -VpcEndpointId $gate.VpcEndpointId -PrivateDnsEnabled $false -Force");
        Ec2($"ModifyVpcAttribute&VpcId={Text("$home1.VpcId")}&EnableDnsHostnames.Value=false");
        Test("/pets -UrlForm PrivateDns");
    }

    public void BreakNetwork()
    {
        Ec2(
            $"RevokeSecurityGroupIngress&GroupId={Text("$home1.SecurityGroupId")}&{Https}"
                + $"&IpPermissions.1.IpRanges.1.CidrIp={Text("$home1.CidrBlock")}"
        );
        string acl = AclId().Match(Ec2($"DescribeNetworkAcls&Filter.1.Name=vpc-id&Filter.1.Value.1={Text("$home1.VpcId")}")).Value;
        Ec2(
            $"CreateNetworkAclEntry&NetworkAclId={acl}&RuleNumber=50&Protocol=6&RuleAction=deny&Egress=true&CidrBlock=10.0.0.0/8"
                + "&PortRange.From=1&PortRange.To=65535"
        );
        Test("/pets");
    }

    public void BreakRoutes()
    {
        string made = Ec2($"CreateVpcPeeringConnection&VpcId={Text("$peer.VpcId")}&PeerVpcId={Text("$home1.VpcId")}");
        string peering = PeeringId().Match(made).Value;
        Ec2($"AcceptVpcPeeringConnection&VpcPeeringConnectionId={peering}");
        foreach (string table in Tables("$peer"))
        {
            Ec2($"CreateRoute&RouteTableId={table}&DestinationCidrBlock=10.3.0.0/16&VpcPeeringConnectionId={peering}");
        }

        Ec2(
            $"AuthorizeSecurityGroupIngress&GroupId={Text("$home1.SecurityGroupId")}&{Https}"
                + $"&IpPermissions.1.IpRanges.1.CidrIp={Text("$peer.CidrBlock")}"
        );
        _session.Run("$place = @{ SubnetId = $peer.SubnetId[0]; SecurityGroupId = $peer.SecurityGroupId }");
        Test("/pets -UrlForm EndpointDns -VpcEndpointId $gate.VpcEndpointId");
    }

    public void BreakPolicies()
    {
        _session.Run(
            """
            $place = @{ SubnetId = $home1.PublicSubnetId[0]; SecurityGroupId = $home1.SecurityGroupId }
            $null = $shop | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Force 3>$null
            $null = Set-PrivateApiEndpoint -VpcEndpointId $gate.VpcEndpointId -Policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:ManageConnections","Resource":"*"}]}' -Force
            """
        );
        Test("/pets");
    }

    public void BreakKey()
    {
        string made = _wire.Send("apigateway", "POST", "/apikeys", """{"name":"foreign","enabled":true}""");
        _session.Set("key", KeyValue().Match(made).Groups["value"].Value);
        Test("/stock -ApiKey $key");
    }

    public void BreakDomain()
    {
        _session.Run(
            """
            $shopName = $shop | New-PrivateApiDomain shop.example.com
            $shopName | Remove-PrivateApiDomainAssociation -VpcEndpointId $gate.VpcEndpointId -Force
            """
        );
        string id = Text("$shopName.DomainNameId");
        _wire.Send("apigateway", "DELETE", $"/domainnames/shop.example.com/basepathmappings/(none)?domainNameId={id}", string.Empty);
        string arn = Uri.EscapeDataString(Text("$shopName.DomainNameArn"));
        _wire.Send("apigateway", "DELETE", $"/tags/{arn}?tagKeys=privateapi:name", string.Empty);
        _session.Run(
            "$test = $shop | Test-PrivateApi -StageName demo -Uri https://shop.example.com/pets @place; "
                + "if ($test.Verdict -ne 'Blocked') { throw $test.ToText($false, $false) }"
        );
    }

    public void Dispose() => _wire.Dispose();

    private void Test(string call) =>
        _session.Run(
            $"$test = $shop | Test-PrivateApi -StageName demo -Path {call} @place; if ($test.Verdict -ne 'Blocked') {{ throw $test }}"
        );

    private string Text(string expression) => _session.Run(expression)[0].ToString()!;

    private string[] Tables(string network) =>
        [
            .. TableId()
                .Matches(Ec2($"DescribeRouteTables&Filter.1.Name=vpc-id&Filter.1.Value.1={Text(network + ".VpcId")}"))
                .Select(match => match.Value)
                .Distinct(),
        ];

    private string Ec2(string query) => _wire.Send("ec2", "POST", "/", $"Action={query}&Version=2016-11-15");

    [GeneratedRegex("acl-[0-9a-f]+")]
    private static partial Regex AclId();

    [GeneratedRegex("pcx-[0-9a-f]+")]
    private static partial Regex PeeringId();

    [GeneratedRegex("rtb-[0-9a-f]+")]
    private static partial Regex TableId();

    [GeneratedRegex("\"value\" *: *\"(?<value>[^\"]+)\"")]
    private static partial Regex KeyValue();
}
