using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.AuthorizerPlans;
using PrivateApi.Templates;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Templates;

/// <summary>
/// What a template's stack is: boto3 makes each resource in another account and Region by the calls that CloudFormation's reference names,
/// and finds there what the cmdlets made here.
/// </summary>
public sealed class StackTests
{
    private const string UserPool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
    private const string OtherPool = "arn:aws:cognito-idp:us-west-2:210987654321:userpool/us-west-2_AbCdEfGhI";

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
        string text = SetupTemplate.Write(setup with { Vpcs = [] }, scene.Lab.ProgressEvents).Write(TemplateFormat.Json);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.json"), text, Stop);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.json")));
        string parameter = Assert
            .Single(JsonNode.Parse(text)!["Parameters"]!.AsObject(), item => (string?)item.Value!["Default"] == UserPool)
            .Key;
        JsonElement seen = await Peer.BotoAsync(
            "stack.py",
            url,
            folder.File("setup.json"),
            scene.Api.RestApiId,
            $"{parameter}={OtherPool}"
        );
        Assert.Equal(
            ["pool null", "request true", "spare pool null", "spare token true", "token true"],
            seen.GetProperty("first")
                .GetProperty("authorizers")
                .EnumerateObject()
                .Select(item => $"{item.Name} {item.Value.GetProperty("mayInvoke").GetRawText()}")
        );
        Assert.Equal(seen.GetProperty("first").GetRawText(), seen.GetProperty("stack").GetRawText());
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
