using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Calls;
using PrivateApi.Lab;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>What the lab promises of a call's last steps, each with what AWS answers.</summary>
public sealed class GatewayRulesTests
{
    private const string Forbidden = """403 {"message":"Forbidden"}""";
    private const string Missing = """403 {"message":"Missing Authentication Token"}""";

    /// <summary>API Gateway developer guide, "Deploy REST APIs in API Gateway": changes take a deployment to be seen.</summary>
    [Fact]
    public async Task A_change_of_methods_is_not_live_before_it_is_deployed()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        string pets = $"{GatewayScene.Host(scene.PrivateId)}/v1/pets";
        string resource = await scene.ResourceAsync(scene.PrivateId, "/pets");
        string path = $"/restapis/{scene.PrivateId}/resources/{resource}/methods/";
        await scene.JsonAsync(HttpMethod.Put, path + "DELETE", """{"authorizationType":"NONE"}""");
        await scene.JsonAsync(
            HttpMethod.Put,
            path + "DELETE/integration",
            """{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\": 200}"}}"""
        );
        await scene.JsonAsync(HttpMethod.Put, path + "DELETE/responses/200", "{}");
        await scene.JsonAsync(HttpMethod.Put, path + "DELETE/integration/responses/200", "{}");
        await scene.JsonAsync(HttpMethod.Delete, path + "GET");
        Assert.Equal("200 " + scene.PrivateId, await scene.CallAsync(scene.Inside, pets));
        Assert.Equal(Missing, await scene.CallAsync(scene.Inside, "DELETE", pets, null));
        await scene.DeployAsync(scene.PrivateId);
        Assert.Equal(Missing, await scene.CallAsync(scene.Inside, pets));
        Assert.StartsWith("200", await scene.CallAsync(scene.Inside, "DELETE", pets, null), StringComparison.Ordinal);
    }

    /// <summary>
    /// API Gateway guide, "Set up Lambda proxy integrations"; the answer as LocalStack recorded it for a function that cannot be invoked.
    /// </summary>
    [Theory]
    [InlineData("AWS_PROXY", "arn:aws:lambda:eu-west-1:123456789012:function:nope", null)]
    [InlineData("AWS_PROXY", "arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}", null)]
    [InlineData("AWS_PROXY", "${stageVariables.arn}", null)]
    [InlineData("AWS_PROXY", "arn:aws:lambda:eu-west-1:999999999999:function:theirs", null)]
    [InlineData("AWS_PROXY", "arn:aws:lambda:eu-west-1:123456789012:function:nope", "arn:aws:iam::123456789012:role/invoker")]
    [InlineData("AWS", "arn:aws:lambda:eu-west-1:123456789012:function:nope", null)]
    public async Task A_function_that_is_not_there_answers_nothing(string type, string function, string? credentials)
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        JsonObject integration = new()
        {
            ["type"] = type,
            ["httpMethod"] = "POST",
            ["uri"] = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function}/invocations",
            ["credentials"] = credentials,
        };
        await scene.JsonAsync(
            HttpMethod.Put,
            $"/restapis/{scene.PrivateId}/resources/{await scene.ResourceAsync(scene.PrivateId, "/pets")}/methods/GET/integration",
            integration.ToJsonString()
        );
        await scene.DeployAsync(scene.PrivateId);
        Assert.Equal(
            """500 {"message": "Internal server error"}""",
            await scene.CallAsync(scene.Inside, $"{GatewayScene.Host(scene.PrivateId)}/v1/pets")
        );
    }

    /// <summary>API Gateway guide, "API key sources": with AUTHORIZER the key comes from a Lambda authorizer's answer.</summary>
    [Fact]
    public async Task A_key_that_only_an_authorizer_could_provide_is_Forbidden_where_the_method_has_none()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        await scene.JsonAsync(HttpMethod.Patch, $"/restapis/{scene.PrivateId}", Replace("/apiKeySource", "AUTHORIZER"));
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{scene.PrivateId}/resources/{await scene.ResourceAsync(scene.PrivateId, "/pets")}/methods/GET",
            Replace("/apiKeyRequired", "true")
        );
        await scene.DeployAsync(scene.PrivateId);
        string pets = $"{GatewayScene.Host(scene.PrivateId)}/v1/pets";
        Assert.Equal(Forbidden, await scene.CallAsync(scene.Inside, pets));
        Assert.Equal(Forbidden, await scene.CallAsync(scene.Inside, pets, ("x-api-key", "anything-at-all-12345")));

        static string Replace(string path, string value) =>
            $$"""{"patchOperations":[{"op":"replace","path":"{{path}}","value":"{{value}}"}]}""";
    }

    /// <summary>API Gateway developer guide, "Private REST APIs": only from within a VPC, through an interface endpoint.</summary>
    [Fact]
    public async Task A_private_API_has_no_answer_from_outside()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        (string own, string open) = ($"{GatewayScene.Host(scene.PrivateId)}/v1/pets", $"{GatewayScene.Host(scene.PublicId)}/v1/pets");
        Assert.Equal("200 " + scene.PublicId, await scene.CallAsync(LabCaller.Internet, open));
        Assert.Equal("NameNotResolved", await scene.CallAsync(LabCaller.Internet, own));

        // Nor by the door of a public API, with the private one's name.
        Assert.Equal(Forbidden, await scene.CallAsync(LabCaller.Internet, "GET", open, GatewayScene.Host(scene.PrivateId)));
        Assert.Equal(Forbidden, await scene.CallAsync(LabCaller.Internet, open, ("x-apigw-api-id", scene.PrivateId)));
        using HttpResponseMessage bare = await scene.Client.SendAsync("none", HttpMethod.Get, $"/_api/{scene.PrivateId}/v1/pets");
        Assert.Equal(
            (421, "NameNotResolved"),
            ((int)bare.StatusCode, Assert.Single(bare.Headers.GetValues(LabCallProtocol.FailureHeader)))
        );
        Assert.Equal("200 " + scene.PrivateId, await scene.CallAsync(scene.Inside, own));
    }

    /// <summary>
    /// VPC user guide, "Internet gateways" and "NAT gateways": a public NAT gateway reaches the internet by the route of its own
    /// subnet to an internet gateway that is attached.
    /// </summary>
    [Fact]
    public async Task A_detached_gateway_carries_nothing()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        string vpc = (await scene.Lab.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), LabScene.Stop)).Vpc.VpcId;
        (string inner, string innerTable) = await SubnetAsync(scene, vpc, "10.9.0.0/24");
        (string outer, string outerTable) = await SubnetAsync(scene, vpc, "10.9.1.0/24");
        string gateway = (await scene.Lab.Ec2.CreateInternetGatewayAsync(new CreateInternetGatewayRequest(), LabScene.Stop))
            .InternetGateway
            .InternetGatewayId;
        await scene.Lab.Ec2.AttachInternetGatewayAsync(
            new AttachInternetGatewayRequest { InternetGatewayId = gateway, VpcId = vpc },
            LabScene.Stop
        );
        await scene.Lab.Ec2.CreateRouteAsync(
            new CreateRouteRequest
            {
                RouteTableId = outerTable,
                DestinationCidrBlock = "0.0.0.0/0",
                GatewayId = gateway,
            },
            LabScene.Stop
        );
        string address = (
            await scene.Lab.Ec2.AllocateAddressAsync(new AllocateAddressRequest { Domain = Amazon.EC2.DomainType.Vpc }, LabScene.Stop)
        ).AllocationId;
        string nat = (
            await scene.Lab.Ec2.CreateNatGatewayAsync(
                new CreateNatGatewayRequest { SubnetId = outer, AllocationId = address },
                LabScene.Stop
            )
        )
            .NatGateway
            .NatGatewayId;
        await scene.Lab.Ec2.CreateRouteAsync(
            new CreateRouteRequest
            {
                RouteTableId = innerTable,
                DestinationCidrBlock = "0.0.0.0/0",
                NatGatewayId = nat,
            },
            LabScene.Stop
        );
        LabCaller caller = LabCaller.Subnet(inner, []);
        string open = $"{GatewayScene.Host(scene.PublicId)}/v1/pets";
        Assert.Equal("200 " + scene.PublicId, await scene.CallAsync(caller, open));

        // Without the route of the NAT gateway's subnet nothing gets out; EC2 lets nobody detach the gateway before the address is gone.
        await scene.Lab.Ec2.DeleteRouteAsync(
            new DeleteRouteRequest { RouteTableId = outerTable, DestinationCidrBlock = "0.0.0.0/0" },
            LabScene.Stop
        );
        Assert.Equal("ConnectTimeout", await scene.CallAsync(caller, open));
        await scene.Lab.Ec2.CreateRouteAsync(
            new CreateRouteRequest
            {
                RouteTableId = outerTable,
                DestinationCidrBlock = "0.0.0.0/0",
                GatewayId = gateway,
            },
            LabScene.Stop
        );
        Assert.Equal("200 " + scene.PublicId, await scene.CallAsync(caller, open));
        await scene.Lab.Ec2.DeleteNatGatewayAsync(new DeleteNatGatewayRequest { NatGatewayId = nat }, LabScene.Stop);
        await scene.Lab.Ec2.DetachInternetGatewayAsync(
            new DetachInternetGatewayRequest { InternetGatewayId = gateway, VpcId = vpc },
            LabScene.Stop
        );
        Assert.Equal("ConnectTimeout", await scene.CallAsync(caller, open));
        Assert.Equal(Amazon.EC2.RouteState.Blackhole, await StateAsync(scene, outerTable, gateway));
    }

    /// <summary>VPC user guide, "Route tables": the target of a route that is detached is a blackhole.</summary>
    [Fact]
    public async Task A_route_to_a_virtual_private_gateway_that_is_detached_is_a_blackhole()
    {
        using LabScene lab = new(new LabOptions { PendingTime = TimeSpan.Zero, DeletingTime = TimeSpan.Zero });
        string vpc = (await lab.Ec2.CreateVpcAsync(new CreateVpcRequest("10.9.0.0/16"), LabScene.Stop)).Vpc.VpcId;
        string table = (await lab.Ec2.CreateRouteTableAsync(new CreateRouteTableRequest { VpcId = vpc }, LabScene.Stop))
            .RouteTable
            .RouteTableId;
        string gateway = (await lab.Ec2.CreateVpnGatewayAsync(new CreateVpnGatewayRequest { Type = "ipsec.1" }, LabScene.Stop))
            .VpnGateway
            .VpnGatewayId;
        await lab.Ec2.AttachVpnGatewayAsync(new AttachVpnGatewayRequest { VpnGatewayId = gateway, VpcId = vpc }, LabScene.Stop);
        await lab.Ec2.CreateRouteAsync(
            new CreateRouteRequest
            {
                RouteTableId = table,
                DestinationCidrBlock = "192.168.0.0/16",
                GatewayId = gateway,
            },
            LabScene.Stop
        );
        async Task<string> StateNowAsync() =>
            (await lab.Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { RouteTableIds = [table] }, LabScene.Stop))
                .RouteTables[0]
                .Routes.Single(route => route.GatewayId == gateway)
                .State.Value;
        Assert.Equal("active", await StateNowAsync());
        await lab.Ec2.DetachVpnGatewayAsync(new DetachVpnGatewayRequest { VpnGatewayId = gateway, VpcId = vpc }, LabScene.Stop);
        Assert.Equal("blackhole", await StateNowAsync());
    }

    /// <summary>
    /// API Gateway developer guide, "Request validation": a key that is missing is 403 ("Gateway response types", INVALID_API_KEY); what a
    /// caller without one sends is not looked at.
    /// </summary>
    [Fact]
    public async Task The_API_key_is_checked_before_the_request_is_validated()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        string orders = $"{GatewayScene.Host(scene.PublicId)}/v1/orders";
        string value = "12345678901234567890";
        string key = (string)
            (await scene.JsonAsync(HttpMethod.Post, "/apikeys", $$"""{"name":"k","enabled":true,"value":"{{value}}"}"""))["id"]!;
        string plan = (string)
            (
                await scene.JsonAsync(
                    HttpMethod.Post,
                    "/usageplans",
                    $$"""{"name":"p","apiStages":[{"apiId":"{{scene.PublicId}}","stage":"v1"}]}"""
                )
            )["id"]!;
        await scene.JsonAsync(HttpMethod.Post, $"/usageplans/{plan}/keys", $$"""{"keyId":"{{key}}","keyType":"API_KEY"}""");
        Task<string> PostAsync(string query, string sent) =>
            scene.CallAsync(LabCaller.Internet, "POST", orders + query, null, ("x-api-key", sent));
        Assert.Equal(Forbidden, await scene.CallAsync(LabCaller.Internet, "POST", orders, null));
        Assert.Equal(Forbidden, await PostAsync(string.Empty, "wrong"));
        Assert.Equal("""400 {"message":"Missing required request parameters: [shop]"}""", await PostAsync(string.Empty, value));
        Assert.Equal("200 " + scene.PublicId, await PostAsync("?shop=1", value));

        // A key that is switched off is none (API reference, UpdateApiKey).
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/apikeys/{key}",
            """{"patchOperations":[{"op":"replace","path":"/enabled","value":"false"}]}"""
        );
        Assert.Equal(Forbidden, await PostAsync("?shop=1", value));
    }

    /// <summary>
    /// github.com/liangruibupt/aws-is-how, 2PrivateAPI-Testing.md: a call with another API's Host and this header is answered by
    /// the header's API.
    /// </summary>
    [Fact]
    public async Task The_header_x_apigw_api_id_wins_over_Host()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        string other = GatewayScene.Host("abcdefghij");
        Assert.Equal(
            "200 " + scene.PrivateId,
            await scene.CallAsync(scene.Inside, "GET", $"{scene.Endpoint.DnsName[0]}/v1/pets", other, ("x-apigw-api-id", scene.PrivateId))
        );
        Assert.Equal(
            Forbidden,
            await scene.CallAsync(
                scene.Inside,
                "GET",
                $"{scene.Endpoint.DnsName[0]}/v1/pets",
                GatewayScene.Host(scene.PrivateId),
                ("x-apigw-api-id", "abcdefghij")
            )
        );

        // On the lab's own URL too.
        using HttpRequestMessage bare = new(HttpMethod.Get, "/v1/pets");
        using HttpClient http = new(scene.Lab.Lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
        bare.Headers.Host = GatewayScene.Host(scene.PrivateId);
        bare.Headers.Add("x-apigw-api-id", scene.PublicId);
        Assert.Equal(scene.PublicId, await (await http.SendAsync(bare, LabScene.Stop)).Content.ReadAsStringAsync(LabScene.Stop));
    }

    /// <summary>API Gateway developer guide, "ANY method": it takes what no method of its own takes.</summary>
    [Fact]
    public async Task A_method_of_its_own_comes_before_ANY()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        string any = $"{GatewayScene.Host(scene.PublicId)}/v1/any";
        string resource = await scene.ResourceAsync(scene.PublicId, "/any");
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{scene.PublicId}/resources/{resource}/methods/ANY",
            """{"patchOperations":[{"op":"replace","path":"/apiKeyRequired","value":"true"}]}"""
        );
        await scene.DeployAsync(scene.PublicId);
        Assert.Equal("200 " + scene.PublicId, await scene.CallAsync(LabCaller.Internet, any));
        Assert.Equal(Forbidden, await scene.CallAsync(LabCaller.Internet, "PUT", any, null));
    }

    /// <summary>
    /// API Gateway developer guide, "Quotas for configuring and running a REST API": an ARN of a method with authorization, 1600
    /// bytes.
    /// </summary>
    [Fact]
    public async Task A_method_ARN_of_1600_bytes_is_taken_and_one_of_1601_is_not()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync();
        int left = 1600 - $"arn:aws:execute-api:eu-west-1:123456789012:{scene.PublicId}/v1/GET/".Length;
        string start = $"{GatewayScene.Host(scene.PublicId)}/v1/";
        Assert.Equal(Missing, await scene.CallAsync(LabCaller.Internet, start + new string('a', left)));
        Assert.StartsWith("414 ", await scene.CallAsync(LabCaller.Internet, start + new string('a', left + 1)), StringComparison.Ordinal);
    }

    private static async Task<(string Subnet, string Table)> SubnetAsync(GatewayScene scene, string vpc, string range)
    {
        string subnet = (await scene.Lab.Ec2.CreateSubnetAsync(new CreateSubnetRequest(vpc, range), LabScene.Stop)).Subnet.SubnetId;
        string table = (await scene.Lab.Ec2.CreateRouteTableAsync(new CreateRouteTableRequest { VpcId = vpc }, LabScene.Stop))
            .RouteTable
            .RouteTableId;
        await scene.Lab.Ec2.AssociateRouteTableAsync(
            new AssociateRouteTableRequest { RouteTableId = table, SubnetId = subnet },
            LabScene.Stop
        );
        return (subnet, table);
    }

    private static async Task<Amazon.EC2.RouteState> StateAsync(GatewayScene scene, string table, string gateway) =>
        (await scene.Lab.Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest { RouteTableIds = [table] }, LabScene.Stop))
            .RouteTables[0]
            .Routes.Single(route => route.GatewayId == gateway)
            .State;
}
