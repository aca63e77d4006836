using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Configure a Lambda authorizer": the function's policy lets API Gateway in for
/// <c>arn:aws:execute-api:{region}:{account}:{api}/authorizers/{id}</c>, or a role invokes it. Gateway response types
/// AUTHORIZER_FAILURE and AUTHORIZER_CONFIGURATION_ERROR: 500.
/// </summary>
public sealed class AuthorizerFunctionTests
{
    private const string Function = $"arn:aws:lambda:eu-west-1:{Scene.Account}:function:allow";
    private const string Source = $"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}/authorizers/au7h0r";

    [Theory]
    [InlineData(Source, true)]
    [InlineData($"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}/authorizers/*", true)]
    [InlineData($"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}/authorizers/0ther1", false)]
    [InlineData($"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}/*/GET/pets", false)]
    [InlineData(null, false)]
    public void An_authorizers_function_has_to_let_API_Gateway_in_for_the_authorizer(string? source, bool isOpen)
    {
        Scene scene = Asking(source is null ? null : Permission(source));
        if (isOpen)
        {
            scene.Expect(CheckName.MethodAuthorization, CheckStatus.Passed).Expect(Verdict.Reachable);
        }
        else
        {
            scene
                .Expect(
                    CheckName.MethodAuthorization,
                    CheckStatus.Failed,
                    $"the policy of function {Function} does not let API Gateway invoke it for {Source}",
                    $"Add-LMPermission -FunctionName {Function} -StatementId privateapi-{Scene.Api}-au7h0r",
                    $"-SourceArn {Source}"
                )
                .Expect(Verdict.Blocked)
                .ExpectAnswer(500, "AuthorizerConfigurationException", "Internal server error");
            Assert.Equal("""{"message":null}""", scene.Verdict.Answer!.Body);
        }
    }

    [Fact]
    public void An_authorizer_without_a_function_that_runs_is_500()
    {
        Asking(Permission(Source), function => function with { Exists = false })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, $"there is no function {Function}")
            .ExpectAnswer(500, "AuthorizerConfigurationException", "Internal server error");
        Asking(Permission(Source), function => function with { State = "Failed" })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "is Failed");
        Asking(Permission(Source), function => function with { State = "Inactive" })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Warning, "Inactive")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_role_that_invokes_the_authorizers_function_needs_no_permission() =>
        Asking(null)
            .WithMethod(method =>
                method with
                {
                    Authorizer = method.Authorizer! with { Credentials = $"arn:aws:iam::{Scene.Account}:role/invoker", Id = null },
                }
            )
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Fact]
    public void What_is_not_known_of_the_authorizers_function_is_no_failure()
    {
        Asking(Permission(Source), function => function with { Exists = null })
            .Denied("Function", "lambda:GetPolicy", s => s)
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, Function, "lambda:GetPolicy is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Scene nameless = Asking(Permission(Source))
            .WithMethod(method => method with { Authorizer = method.Authorizer! with { Id = null } })
            .Denied("Authorizer", "apigateway:GET on /restapis/abc123def4/authorizers", s => s);
        nameless
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "apigateway:GET on /restapis/abc123def4/authorizers is denied")
            .Expect(Verdict.Unknown);
        nameless
            .With(s =>
                s with
                {
                    Functions = [s.Functions[0] with { Policy = Permission(Source.Replace("au7h0r", "*", StringComparison.Ordinal)) }],
                }
            )
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_function_of_another_account_is_for_that_account_to_look_at()
    {
        const string other = "arn:aws:lambda:eu-west-1:999999999999:function:allow";
        Scene scene = Asking(null, function => function with { Name = other, Exists = false })
            .WithMethod(method => method with { Authorizer = method.Authorizer! with { Uri = Uri(other) } });
        scene.Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, other, "account 999999999999").Expect(Verdict.Unknown);
        Assert.Equal(
            $"account 999999999999, which owns {other}",
            scene.Shown.Check.Single(check => check.Name == CheckName.MethodAuthorization).HandOver?.To
        );
    }

    [Fact]
    public void The_function_is_not_asked_where_the_policy_denies_or_a_token_is_missing()
    {
        Asking(null)
            .WithResourcePolicy("""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""")
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed)
            .Expect(Verdict.Blocked);
        Asking(null)
            .Calling(call => call with { AuthorizerDecision = null, HasToken = false })
            .ExpectAnswer(401, "UnauthorizedException", "Unauthorized");

        // Nothing was said of a token: the call gets 401 or 500.
        Asking(null).Calling(call => call with { AuthorizerDecision = null }).Expect(Verdict.Blocked).ExpectNoPrediction();
    }

    [Fact]
    public void A_stage_variable_in_the_functions_address_has_to_be_set()
    {
        Scene scene = Asking(Permission(Source))
            .WithMethod(method =>
                method with
                {
                    Authorizer = method.Authorizer! with
                    {
                        Uri = Uri(Function.Replace("allow", "${stageVariables.fn}", StringComparison.Ordinal)),
                    },
                }
            );
        scene.Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "demo does not set: fn");
        scene
            .WithStage(stage => stage with { Variables = new Dictionary<string, string> { ["fn"] = "allow" } })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    private static Scene Asking(string? policy, Func<FunctionFact, FunctionFact>? change = null)
    {
        FunctionFact function = new()
        {
            Name = Function,
            Exists = true,
            State = "Active",
            Policy = policy,
        };
        AuthorizerFact authorizer = new()
        {
            Name = "allow",
            Id = "au7h0r",
            Type = "TOKEN",
            Uri = Uri(Function),
        };
        return Scene
            .Open()
            .WithMethod(method => method with { Authorization = "CUSTOM", Authorizer = authorizer })
            .With(s => s with { Functions = [change?.Invoke(function) ?? function] })
            .Calling(call => call with { AuthorizerDecision = "Allow" });
    }

    private static string Uri(string function) => $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function}/invocations";

    private static string Permission(string source) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{Function}}}}","Condition":{"ArnLike":{"AWS:SourceArn":"{{{{source}}}}"}}}]}""";
}
