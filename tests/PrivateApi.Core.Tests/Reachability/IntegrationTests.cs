using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Using Lambda as a target", "API Gateway stage variables", "Set up private integrations"; Lambda guide,
/// "Granting function access to AWS services", "Lambda function states".
/// </summary>
public sealed class IntegrationTests
{
    private const string Function = $"arn:aws:lambda:eu-west-1:{Scene.Account}:function:pets";
    private const string Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{Function}/invocations";
    private const string Source = $"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}";

    [Fact]
    public void A_mock_answers_by_itself_and_a_web_server_only_a_call_shows()
    {
        Scene.Open().Expect(CheckName.Integration, CheckStatus.Passed, "MOCK");
        To(new IntegrationFact { Type = "HTTP_PROXY", Uri = "https://example.com/pets" })
            .Expect(CheckName.Integration, CheckStatus.Passed, "HTTP_PROXY https://example.com/pets; only a call shows whether it answers")
            .Expect(Verdict.Reachable);
        To(null)
            .Expect(CheckName.Integration, CheckStatus.Failed, "GET /pets has no integration")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
    }

    [Fact]
    public void Stage_variables_that_are_used_have_to_be_set()
    {
        Scene scene = To(new IntegrationFact { Type = "HTTP_PROXY", Uri = "https://${stageVariables.host}/${stageVariables.path}" });
        scene
            .Expect(
                CheckName.Integration,
                CheckStatus.Failed,
                "that demo does not set: host, path",
                "Publish-PrivateApi sets them with -Variable"
            )
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        scene
            .WithStage(stage => stage with { Variables = new Dictionary<string, string> { ["host"] = "example.com" } })
            .Expect(CheckName.Integration, CheckStatus.Failed, "does not set: path");
        scene
            .WithStage(stage =>
                stage with
                {
                    Variables = new Dictionary<string, string> { ["host"] = "example.com", ["path"] = "pets" },
                }
            )
            .Expect(CheckName.Integration, CheckStatus.Passed, "https://example.com/pets");
    }

    [Theory]
    [InlineData($"{Source}/*", true)]
    [InlineData($"{Source}/*/*/*", true)]
    [InlineData($"{Source}/*/GET/pets", true)]
    [InlineData($"{Source}/demo/GET/pets", true)]
    [InlineData($"arn:aws:execute-api:eu-west-1:{Scene.Account}:*", true)]
    [InlineData($"{Source}/*/POST/pets", false)]
    [InlineData($"{Source}/prod/GET/pets", false)]
    [InlineData($"{Source}/*/GET/", false)]
    [InlineData($"arn:aws:execute-api:eu-west-1:{Scene.Account}:zzz999/*", false)]
    [InlineData($"arn:aws:execute-api:eu-west-1:999999999999:{Scene.Api}/*", false)]
    public void A_function_has_to_let_API_Gateway_in_for_the_method(string source, bool isOpen)
    {
        Scene scene = ToFunction(Permission(When("ArnLike", "SourceArn", source)));
        if (isOpen)
        {
            scene
                .Expect(CheckName.Integration, CheckStatus.Passed, $"lets API Gateway invoke it for {Source}/demo/GET/pets")
                .Expect(Verdict.Reachable);
        }
        else
        {
            scene
                .Expect(
                    CheckName.Integration,
                    CheckStatus.Failed,
                    "does not let API Gateway invoke it",
                    $"Add-LMPermission -FunctionName {Function}",
                    $"-SourceArn '{Source}/*'"
                )
                .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        }
    }

    [Theory]
    [InlineData($"{Source}/*/GET/pets/*", true)]
    [InlineData($"{Source}/*/GET/pets/{{petId}}", true)]
    [InlineData($"{Source}/*/GET/pets", false)]
    [InlineData($"{Source}/*/GET/pets/7", false)]
    public void The_source_of_a_call_is_the_resources_path_and_not_the_concrete_one(string source, bool isOpen) =>
        ToFunction(Permission(When("ArnLike", "SourceArn", source)))
            .Calling(call => call with { Path = "/pets/7" })
            .WithStage(stage =>
                stage with
                {
                    Methods =
                    [
                        .. stage.Methods.Select(method =>
                            method with
                            {
                                Integration = new IntegrationFact { Type = "AWS_PROXY", Uri = Uri },
                            }
                        ),
                    ],
                }
            )
            .Expect(CheckName.Integration, isOpen ? CheckStatus.Passed : CheckStatus.Failed);

    [Fact]
    public void A_permission_may_do_without_conditions_or_name_the_account_but_not_another_service_or_action()
    {
        ToFunction(Permission("{}")).Expect(CheckName.Integration, CheckStatus.Passed);
        ToFunction(Permission(When("StringEquals", "SourceAccount", Scene.Account))).Expect(CheckName.Integration, CheckStatus.Passed);
        ToFunction(Permission(When("StringEquals", "SourceAccount", "999999999999"))).Expect(CheckName.Integration, CheckStatus.Failed);
        ToFunction(Permission("{}").Replace("apigateway.amazonaws.com", "s3.amazonaws.com", StringComparison.Ordinal))
            .Expect(CheckName.Integration, CheckStatus.Failed);
        ToFunction(Permission("{}").Replace("InvokeFunction", "GetFunction", StringComparison.Ordinal))
            .Expect(CheckName.Integration, CheckStatus.Failed);
        ToFunction(null).Expect(CheckName.Integration, CheckStatus.Failed);
        ToFunction("not json").Expect(CheckName.Integration, CheckStatus.Failed);
    }

    /// <summary>
    /// API Gateway guide, "Set up Lambda proxy integrations": the integration's method is POST. With another one AWS answers 500
    /// (localstack, test_lambda_aws_proxy_integration_non_post_method, recorded in March 2024).
    /// </summary>
    [Theory]
    [InlineData("GET", true)]
    [InlineData("get", true)]
    [InlineData("POST", false)]
    [InlineData("ANY", false)]
    [InlineData(null, false)]
    public void A_proxy_invokes_its_function_with_POST_only(string? verb, bool fails)
    {
        Scene scene = ToFunction(Permission("{}"))
            .WithMethod(method => method with { Integration = method.Integration! with { HttpMethod = verb } });
        if (fails)
        {
            scene
                .Expect(CheckName.Integration, CheckStatus.Failed, $"calls function {Function} with {verb}", "POST only")
                .Expect(Verdict.Blocked)
                .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        }
        else
        {
            scene.Expect(CheckName.Integration, CheckStatus.Passed).Expect(Verdict.Reachable);
        }
    }

    [Fact]
    public void ANY_is_invoked_by_the_verb_of_the_call() =>
        ToFunction(Permission(When("ArnLike", "SourceArn", $"{Source}/*/PUT/pets")))
            .WithMethod(method => method with { Verb = "ANY" })
            .Calling(call => call with { Method = "PUT" })
            .Expect(CheckName.Integration, CheckStatus.Passed);

    [Fact]
    public void A_function_that_is_not_there_is_an_internal_error()
    {
        ToFunction(Permission("{}"), function => function with { Exists = false })
            .Expect(CheckName.Integration, CheckStatus.Failed, $"there is no function {Function}")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        Scene unread = ToFunction(Permission("{}"), function => function with { Exists = null })
            .Denied("Function", "lambda:GetFunctionConfiguration", s => s);
        unread
            .Expect(CheckName.Integration, CheckStatus.Skipped, Function, "lambda:GetFunctionConfiguration is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        unread.With(s => s with { Functions = [] }).Expect(CheckName.Integration, CheckStatus.Skipped);
    }

    // Lambda shows a function of another account only to those whom its policy lets in.
    [Fact]
    public void A_function_of_another_account_that_is_not_shown_is_for_that_account_to_look_at()
    {
        const string other = "arn:aws:lambda:eu-west-1:999999999999:function:pets";
        ToFunction(null, function => function with { Name = other, Exists = false })
            .WithMethod(method =>
                method with
                {
                    Integration = method.Integration! with { Uri = Uri.Replace(Function, other, StringComparison.Ordinal) },
                }
            )
            .Expect(CheckName.Integration, CheckStatus.Skipped, other, "account 999999999999")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Theory]
    [InlineData("Active", CheckStatus.Passed)]
    [InlineData(null, CheckStatus.Passed)]
    [InlineData("Inactive", CheckStatus.Warning)]
    [InlineData("Pending", CheckStatus.Failed)]
    [InlineData("Failed", CheckStatus.Failed)]
    public void A_function_runs_only_when_it_is_active(string? state, CheckStatus status) =>
        ToFunction(Permission("{}"), function => function with { State = state }).Expect(CheckName.Integration, status, state ?? "Active");

    [Fact]
    public void A_function_named_by_a_stage_variable_is_found_by_its_value()
    {
        Scene scene = ToFunction(Permission("{}"))
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "AWS_PROXY",
                        Uri = Uri.Replace(":pets/", ":${stageVariables.fn}/", StringComparison.Ordinal),
                    },
                }
            );
        scene.Expect(CheckName.Integration, CheckStatus.Failed, "does not set: fn");
        scene
            .WithStage(stage => stage with { Variables = new Dictionary<string, string> { ["fn"] = "pets" } })
            .Expect(CheckName.Integration, CheckStatus.Passed, Function);
    }

    [Fact]
    public void An_alias_of_a_function_has_a_policy_of_its_own()
    {
        string alias = $"{Function}:live";
        string policy =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{alias}}"}]}""";
        Scene scene = ToFunction(policy, function => function with { Name = alias })
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact { Type = "AWS_PROXY", Uri = Uri.Replace(Function, alias, StringComparison.Ordinal) },
                }
            );
        scene.Expect(CheckName.Integration, CheckStatus.Passed, alias);
        scene
            .With(s => s with { Functions = [s.Functions[0] with { Policy = policy.Replace(":live", ":test", StringComparison.Ordinal) }] })
            .Expect(CheckName.Integration, CheckStatus.Failed);
    }

    [Fact]
    public void A_role_that_invokes_stands_in_for_the_functions_policy() =>
        ToFunction(null)
            .WithMethod(method =>
                method with
                {
                    Integration = method.Integration! with { Credentials = $"arn:aws:iam::{Scene.Account}:role/invoker" },
                }
            )
            .Expect(CheckName.Integration, CheckStatus.Passed, "role/invoker", "not checked");

    [Fact]
    public void A_VPC_link_has_to_be_available()
    {
        Scene link = To(
                new IntegrationFact
                {
                    Type = "HTTP_PROXY",
                    Uri = "http://nlb.internal",
                    ConnectionId = "${stageVariables.link}",
                }
            )
            .WithStage(stage => stage with { Variables = new Dictionary<string, string> { ["link"] = "vl1" } });
        Scene Status(string? status) =>
            link.With(s =>
                s with
                {
                    VpcLinks =
                    [
                        new VpcLinkFact
                        {
                            Id = "vl1",
                            Status = status,
                            StatusMessage = "why",
                        },
                    ],
                }
            );
        Status("AVAILABLE")
            .Expect(CheckName.Integration, CheckStatus.Warning, "VPC link vl1 is AVAILABLE", "load balancer that it leads to is not known")
            .Expect(Verdict.Reachable);
        Status("INACTIVE").Expect(CheckName.Integration, CheckStatus.Warning, "INACTIVE").Expect(Verdict.Reachable);
        Status("PENDING")
            .Expect(CheckName.Integration, CheckStatus.Failed, "VPC link vl1 is PENDING: why")
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        Status("FAILED").Expect(CheckName.Integration, CheckStatus.Failed);
        Status(null).Expect(CheckName.Integration, CheckStatus.Failed, "there is no VPC link vl1");
        link.Denied("VpcLink", "apigateway:GET on /vpclinks", s => s)
            .Expect(CheckName.Integration, CheckStatus.Skipped, "vl1", "apigateway:GET on /vpclinks is denied")
            .Expect(Verdict.Unknown);
        link.WithStage(stage => stage with { Variables = new Dictionary<string, string>() })
            .Expect(CheckName.Integration, CheckStatus.Failed, "does not set: link");
    }

    private static Scene To(IntegrationFact? integration) => Scene.Open().WithMethod(method => method with { Integration = integration });

    private static Scene ToFunction(string? policy, Func<FunctionFact, FunctionFact>? change = null)
    {
        FunctionFact function = new()
        {
            Name = Function,
            Exists = true,
            State = "Active",
            Policy = policy,
        };
        return To(new IntegrationFact { Type = "AWS_PROXY", Uri = Uri })
            .With(s => s with { Functions = [change?.Invoke(function) ?? function] });
    }

    private static string When(string test, string key, string value) => $"{{\"{test}\":{{\"AWS:{key}\":\"{value}\"}}}}";

    private static string Permission(string condition) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Sid":"apigateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{Function}}","Condition":{{condition}}}]}""";
}
