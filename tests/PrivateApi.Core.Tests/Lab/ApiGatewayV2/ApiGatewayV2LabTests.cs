using System.Text.Json;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.ApiGatewayV2;

/// <summary>The lab's API Gateway V2 as boto3 and our own client see it; the scene's promises are in its script.</summary>
public sealed class ApiGatewayV2LabTests
{
    private static readonly string[] Operations =
    [
        "CreateApi",
        "CreateRoutingRule",
        "CreateVpcLink",
        "DeleteApi",
        "DeleteRoutingRule",
        "DeleteVpcLink",
        "GetApi",
        "GetApis",
        "GetRoutingRule",
        "GetTags",
        "GetVpcLink",
        "GetVpcLinks",
        "ListRoutingRules",
        "PutRoutingRule",
        "TagResource",
        "UntagResource",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Boto3_keeps_APIs_links_and_rules_and_every_answer_fits_the_AWS_model()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        JsonElement seen = await Peer.BotoAsync("apigatewayv2.py", lab.Listen(), time);
        Assert.Equal(Operations, seen.GetProperty("answered").EnumerateArray().Select(name => name.GetString()));

        // The module's client reads the same as boto3 does.
        using AwsSession session = Sessions.OnLab(lab);
        string http = seen.GetProperty("http").GetString()!;
        GetApisResponse apis = await session.ApiGatewayV2.GetApisAsync(new GetApisRequest(), Stop);
        Assert.Equal([(http, "shop", "HTTP")], apis.Items.Select(api => (api.ApiId, api.Name, api.ProtocolType)));
        Assert.Equal("HTTP", (await session.ApiGatewayV2.GetApiAsync(new GetApiRequest { ApiId = http }, Stop)).ProtocolType);
        ListRoutingRulesResponse rules = await session.ApiGatewayV2.ListRoutingRulesAsync(
            new ListRoutingRulesRequest { DomainName = "api.example.com", DomainNameId = seen.GetProperty("domain").GetString() },
            Stop
        );
        RoutingRule rule = Assert.Single(rules.RoutingRules);
        Assert.Equal((seen.GetProperty("rule").GetString(), 20), (rule.RoutingRuleId, rule.Priority));
        Assert.Equal(("prod", true), (rule.Actions[0].InvokeApi!.Stage, rule.Actions[0].InvokeApi!.StripBasePath));
    }
}
