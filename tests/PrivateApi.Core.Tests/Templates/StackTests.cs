using System.Text.Json;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.AuthorizerPlans;
using PrivateApi.Templates;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Templates;

/// <summary>
/// What a template's stack is: boto3 makes each resource in another account and Region by the calls that CloudFormation's reference names,
/// and finds there what the cmdlets made here.
/// </summary>
public sealed class StackTests
{
    private const string UserPool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stack_has_the_authorizers_of_the_API_and_may_ask_their_functions()
    {
        using CallScene scene = await CallScene.MakeAsync();
        Uri url = scene.Lab.Lab.Listen();
        await Peer.BotoAsync("authorizers.py", url, "function", "decide");
        AuthorizerSpec token = new()
        {
            Name = "token",
            RestApiId = scene.Api.RestApiId,
            FunctionName = "decide",
            IdentitySources = ["X-Token"],
            IdentityValidationExpression = "^Bearer [-0-9a-zA-Z._]+$",
            TtlSec = 60,
            Methods = ["GET"],
            Paths = ["/pets"],
            StageName = "demo",
        };
        AuthorizerSpec request = token with
        {
            Name = "request",
            IdentitySources = ["method.request.querystring.key", "stageVariables.tenant"],
            IdentityValidationExpression = null,
            TtlSec = 0,
            Methods = ["POST"],
        };
        AuthorizerSpec pool = token with
        {
            Name = "pool",
            FunctionName = null,
            UserPoolArns = [UserPool],
            IdentitySources = [],
            IdentityValidationExpression = null,
            TtlSec = null,
            Paths = ["/pets/{petId}"],
        };
        foreach (AuthorizerSpec spec in (AuthorizerSpec[])[token, request, pool, Spare(token), Spare(pool)])
        {
            Plan plan = await AuthorizerPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, Stop);
            await plan.ApplyAsync(scene.Lab.ProgressEvents, Stop);
        }

        Setup setup = await new SetupReader(scene.Lab.Session).ReadAsync([scene.Api.RestApiId], [], scene.Lab.ProgressEvents, Stop);
        string text = SetupTemplate.Write(setup, scene.Lab.ProgressEvents).Write(TemplateFormat.Json);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.json"), text, Stop);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.json")));
        JsonElement seen = await Peer.BotoAsync("stack.py", url, "compare", folder.File("setup.json"), scene.Api.RestApiId);
        Assert.Equal(
            ["pool null", "request true", "spare pool null", "spare token true", "token true"],
            seen.GetProperty("first")
                .GetProperty("authorizers")
                .EnumerateObject()
                .Select(item => $"{item.Name} {item.Value.GetProperty("mayInvoke").GetRawText()}")
        );
        Assert.Equal(seen.GetProperty("first").GetRawText(), seen.GetProperty("stack").GetRawText());
    }

    [Fact]
    public async Task A_stack_has_the_networks_domains_stages_keys_and_resolvers_that_the_cmdlets_made()
    {
        using StackScene scene = await StackScene.MakeAsync();
        Setup setup = await new SetupReader(scene.Lab.Session).ReadAsync([scene.Api], [], scene.Lab.ProgressEvents, Stop);
        string text = SetupTemplate.Write(setup, scene.Lab.ProgressEvents).Write(TemplateFormat.Json);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.json"), text, Stop);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.json")));
        JsonElement seen = await Peer.BotoAsync("stack.py", scene.Lab.Lab.Listen(), "compare", folder.File("setup.json"), scene.Api);
        foreach (JsonProperty part in seen.GetProperty("first").EnumerateObject())
        {
            Assert.Equal((part.Name, part.Value.GetRawText()), (part.Name, seen.GetProperty("stack").GetProperty(part.Name).GetRawText()));
        }

        JsonElement first = seen.GetProperty("first");
        JsonElement network = first.GetProperty("network");
        Assert.Equal("dualstack", network.GetProperty("endpoint").GetProperty("IpAddressType").GetString());
        Assert.Equal(4, network.GetProperty("subnets").EnumerateArray().Count(subnet => subnet[1].GetArrayLength() == 1));
        Assert.Equal(
            ["10.0.0.0/16 local", "10.8.0.0/16 tgw", "10.9.0.0/16 pcx", "::/0 eigw", "IPV6 local"],
            network
                .GetProperty("routes")
                .EnumerateArray()
                .Select(table => table[1])
                .First(routes => routes.GetArrayLength() == 5)
                .EnumerateArray()
                .Select(route => $"{route[0].GetString()} {route[1].GetString()}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, network.GetProperty("resolvers").EnumerateObject().Count());
        JsonElement domain = first.GetProperty("domains").GetProperty("pets.example.com");
        Assert.Equal(
            (1, 2, 1),
            (
                domain.GetProperty("paths").GetArrayLength(),
                domain.GetProperty("rules").GetArrayLength(),
                domain.GetProperty("associations").GetArrayLength()
            )
        );
        JsonElement stage = first.GetProperty("stages").GetProperty("demo");
        Assert.Equal(12.5, stage.GetProperty("canarySettings").GetProperty("percentTraffic").GetDouble());
        Assert.Equal(2, stage.GetProperty("methodSettings").EnumerateObject().Count());
        Assert.Equal("First release", stage.GetProperty("words").GetString());
        Assert.Single(first.GetProperty("plans").EnumerateObject());
        string[] warnings = [.. scene.Lab.ProgressEvents.All.Select(notice => notice.Text)];
        foreach (string lacking in (string[])["management policy", "canary", "PeerVpc", "tgw-"])
        {
            Assert.Contains(
                warnings,
                warning => warning.Contains(lacking == "PeerVpc" ? scene.PeerVpcId : lacking, StringComparison.Ordinal)
            );
        }
    }

    // One that no method uses.
    private static AuthorizerSpec Spare(AuthorizerSpec spec) =>
        spec with
        {
            Name = $"spare {spec.Name}",
            Methods = [],
            Paths = [],
            StageName = null,
        };
}
