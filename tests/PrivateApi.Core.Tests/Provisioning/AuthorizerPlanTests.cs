using System.Text.Json;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.AuthorizerPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using Authorizer = PrivateApi.Model.Authorizer;

namespace PrivateApi.Tests.Provisioning;

/// <summary>New- and Remove-PrivateApiAuthorizer, with boto3 as the one who makes the function and the one who looks.</summary>
public sealed class AuthorizerPlanTests : IAsyncLifetime
{
    private const string UserPool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";

    private readonly RecordedNotices _progress = new();
    private CallScene _scene = null!;
    private Uri _url = null!;
    private string _function = string.Empty;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AwsSession Session => _scene.Lab.Session;

    private string Api => _scene.Api.RestApiId;

    private AuthorizerSpec Spec =>
        new()
        {
            Name = "tokens",
            RestApiId = Api,
            FunctionName = "decide",
            Methods = ["GET"],
            Paths = ["/pets"],
            StageName = "demo",
        };

    public async ValueTask InitializeAsync()
    {
        _scene = await CallScene.MakeAsync();
        _url = _scene.Lab.Lab.Listen();
        _function = (await Peer.BotoAsync("authorizers.py", _url, "function", "decide")).GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task One_command_makes_authorizer_permission_and_protection_and_boto3_sees_them()
    {
        string before = Deployment(await _scene.Lab.Session.ApiGateway.GetStagesAsync(new() { RestApiId = Api }, Stop));
        Authorizer made = await MakeAsync(Spec);
        Assert.Equal(("TOKEN", _function, null), (made.Type, made.FunctionArn, made.TtlSec));
        Assert.Equal(["method.request.header.Authorization"], made.IdentitySource);
        Assert.Equal(["GET /pets"], made.Method);
        JsonElement look = await LookAsync();
        JsonElement seen = look.GetProperty("authorizers").GetProperty(made.AuthorizerId);
        Assert.Equal(
            $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_function}/invocations",
            seen.GetProperty("authorizerUri").GetString()
        );
        Assert.Equal($"""["CUSTOM", "{made.AuthorizerId}"]""", look.GetProperty("methods").GetProperty("GET /pets").GetRawText());
        Assert.Equal("""["NONE", null]""", look.GetProperty("methods").GetProperty("GET /pets/{petId}").GetRawText());
        Assert.Equal(
            $"arn:aws:execute-api:eu-west-1:123456789012:{Api}/authorizers/{made.AuthorizerId}",
            Assert.Single(look.GetProperty("sources").EnumerateArray()).GetString()
        );
        Assert.NotEqual(before, Deployment(await Session.ApiGateway.GetStagesAsync(new() { RestApiId = Api }, Stop)));
    }

    [Fact]
    public async Task The_same_command_again_changes_nothing_and_other_parameters_are_refused()
    {
        Authorizer made = await MakeAsync(Spec);
        Plan again = await AuthorizerPlan.MakeAsync(Session, Spec, _progress, Stop);
        Assert.True(again.IsComplete, again.Describe());
        Assert.Equal(made.AuthorizerId, (await MakeAsync(Spec with { TtlSec = 300 })).AuthorizerId);
        foreach (
            AuthorizerSpec other in (AuthorizerSpec[])
                [
                    Spec with
                    {
                        TtlSec = 60,
                    },
                    Spec with
                    {
                        IdentitySources = ["Auth"],
                    },
                    Spec with
                    {
                        IdentityValidationExpression = "Bearer .*",
                    },
                    Spec with
                    {
                        FunctionName = null,
                        UserPoolArns = [UserPool],
                    },
                ]
        )
        {
            Assert.Equal("ParameterMismatch", (await Assert.ThrowsAsync<PrivateApiException>(() => MakeAsync(other))).ErrorId);
        }
    }

    [Fact]
    public async Task What_is_protected_but_not_deployed_is_deployed_by_the_next_command_with_a_stage()
    {
        await MakeAsync(Spec with { StageName = null });
        Plan plan = await AuthorizerPlan.MakeAsync(Session, Spec, _progress, Stop);
        Assert.Equal(["deployment", "record"], plan.Missing.Select(step => step.Name));
    }

    [Fact]
    public async Task A_failure_takes_everything_back()
    {
        Plan plan = await AuthorizerPlan.MakeAsync(Session, Spec, _progress, Stop);

        // The first request that would deploy fails, when authorizer, permission and method are done.
        await Session.ApiGateway.UpdateRestApiAsync(
            new()
            {
                RestApiId = Api,
                PatchOperations =
                [
                    new()
                    {
                        Op = "replace",
                        Path = "/policy",
                        Value = string.Empty,
                    },
                ],
            },
            Stop
        );
        await Assert.ThrowsAsync<PrivateApiException>(() => plan.ApplyAsync(_progress, Stop));
        JsonElement look = await LookAsync();
        Assert.Empty(look.GetProperty("authorizers").EnumerateObject());
        Assert.Empty(look.GetProperty("sources").EnumerateArray());
        Assert.Equal("""["NONE", null]""", look.GetProperty("methods").GetProperty("GET /pets").GetRawText());
    }

    [Fact]
    public async Task An_authorizer_in_use_is_not_removed_and_its_methods_are_named()
    {
        Authorizer made = await MakeAsync(Spec);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            AuthorizerRemoval.CheckAsync(Session, Api, made.AuthorizerId, Stop)
        );
        Assert.Equal("AuthorizerInUse", refused.ErrorId);
        Assert.Contains("GET /pets", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_takes_the_permission_too()
    {
        Authorizer made = await MakeAsync(Spec with { Methods = [], Paths = [] });
        Assert.Single((await LookAsync()).GetProperty("sources").EnumerateArray());
        await AuthorizerRemoval.RemoveAsync(
            Session,
            await AuthorizerRemoval.CheckAsync(Session, Api, made.AuthorizerId, Stop),
            _progress,
            Stop
        );
        JsonElement look = await LookAsync();
        Assert.Empty(look.GetProperty("authorizers").EnumerateObject());
        Assert.Empty(look.GetProperty("sources").EnumerateArray());
    }

    [Fact]
    public async Task An_authorizer_that_boto3_made_is_read_as_it_is()
    {
        string id = (await Peer.BotoAsync("authorizers.py", _url, "make", Api, _function)).GetString()!;
        Authorizer seen = Assert.Single(await new Authorizers(Session).ListAsync(Api, _ => true, Stop));
        Assert.Equal((id, "theirs", "REQUEST", 60, _function), (seen.AuthorizerId, seen.Name, seen.Type, seen.TtlSec, seen.FunctionArn));
        Assert.Equal(["method.request.header.Auth", "method.request.querystring.key"], seen.IdentitySource);
        Assert.Equal(["GET /pets"], seen.Method);
        Authorizer ours = await MakeAsync(Spec);
        Assert.Equal([ours.AuthorizerId], (await AttachedAsync("GET /pets")));
    }

    [Fact]
    public async Task User_pools_need_no_function_and_no_permission()
    {
        Authorizer made = await MakeAsync(Spec with { FunctionName = null, UserPoolArns = [UserPool] });
        Assert.Equal(("COGNITO_USER_POOLS", null), (made.Type, made.FunctionArn));
        Assert.Equal([UserPool], made.UserPoolArn);
        JsonElement look = await LookAsync();
        Assert.Equal(
            $"""["COGNITO_USER_POOLS", "{made.AuthorizerId}"]""",
            look.GetProperty("methods").GetProperty("GET /pets").GetRawText()
        );
    }

    [Fact]
    public async Task A_function_of_another_account_gets_the_command_that_has_to_be_run_there()
    {
        const string Foreign = "arn:aws:lambda:eu-west-1:999988887777:function:decide";
        Authorizer made = await MakeAsync(Spec with { FunctionName = Foreign });
        Assert.Equal(Foreign, made.FunctionArn);
        Assert.Contains(
            $"-SourceArn arn:aws:execute-api:eu-west-1:123456789012:{Api}/authorizers/*",
            Assert.Single(_progress.Warnings).Replace("'", string.Empty, StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("MethodNotFound", "PUT", "/pets", null, null, null)]
    [InlineData("MethodNotFound", "GET", "/dogs", null, null, null)]
    [InlineData("InvalidAuthorizer", "GET", "/pets", 3601, null, null)]
    [InlineData("InvalidAuthorizer", "GET", "/pets", null, "method.request.body.token", null)]
    [InlineData("InvalidAuthorizer", "GET", "/pets", null, "method.request.querystring.key", "TOKEN")]
    public async Task What_cannot_work_is_refused_before_anything_is_made(
        string error,
        string verb,
        string path,
        int? ttl,
        string? source,
        string? type
    )
    {
        AuthorizerSpec spec = Spec with
        {
            Methods = [verb],
            Paths = [path],
            TtlSec = ttl,
            IdentitySources = source is null ? [] : [source],
            Type = type,
        };
        Assert.Equal(
            error,
            (await Assert.ThrowsAsync<PrivateApiException>(() => AuthorizerPlan.MakeAsync(Session, spec, _progress, Stop))).ErrorId
        );
    }

    [Theory]
    [InlineData("eu-west-1_AbCdEfGhI", null, "is not the ARN of a user pool")]
    [InlineData("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/", null, "is not the ARN of a user pool")]
    [InlineData(UserPool, "(", "is no regular expression")]
    [InlineData(UserPool, "[a-z", "is no regular expression")]
    [InlineData(null, "*a", "is no regular expression")]
    public async Task User_pools_and_expressions_that_are_none_are_refused(string? pool, string? expression, string says)
    {
        AuthorizerSpec spec = Spec with
        {
            FunctionName = pool is null ? Spec.FunctionName : null,
            UserPoolArns = pool is null ? [] : [pool],
            IdentityValidationExpression = expression,
        };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            AuthorizerPlan.MakeAsync(Session, spec, _progress, Stop)
        );
        Assert.Equal("InvalidAuthorizer", refused.ErrorId);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer [-0-9A-Za-z._~+/]+=*")]
    [InlineData(@"\Qa(b\E")]
    [InlineData("a*+b")]
    [InlineData(@"\p{Alpha}+")]
    public void Expressions_that_Java_alone_knows_are_accepted(string expression) =>
        (Spec with { IdentityValidationExpression = expression }).Check();

    private static string Deployment(GetStagesResponse stages) => Assert.Single(stages.Item).DeploymentId!;

    private async Task<IEnumerable<string>> AttachedAsync(string method) =>
        (await new Authorizers(Session).ListAsync(Api, _ => true, Stop))
            .Where(authorizer => authorizer.Method.Contains(method))
            .Select(authorizer => authorizer.AuthorizerId);

    private Task<JsonElement> LookAsync() => Peer.BotoAsync("authorizers.py", _url, "look", Api, "decide");

    private async Task<Authorizer> MakeAsync(AuthorizerSpec spec)
    {
        Plan plan = await AuthorizerPlan.MakeAsync(Session, spec, _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);
        return await new Authorizers(Session).GetAsync(Api, plan.Steps[0].RequiredId, Stop);
    }
}
