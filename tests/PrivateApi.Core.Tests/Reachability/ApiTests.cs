using PrivateApi.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Private REST APIs", "Disable the default endpoint for REST APIs", "Security policies for REST APIs", "API
/// Gateway responses"; re:Post "api-gateway-troubleshoot-403-forbidden".
/// </summary>
public sealed class ApiTests
{
    [Fact]
    public void An_endpoint_leads_to_private_APIs_only()
    {
        Scene.Open().Expect(CheckName.ApiIsPrivate, CheckStatus.Passed, "abc123def4 (PetStore) is PRIVATE");
        foreach (UrlForm form in new[] { UrlForm.Alias, UrlForm.EndpointDns })
        {
            Scene given = Scene
                .Open()
                .WithApi(api => api with { EndpointType = "REGIONAL" })
                .WithEndpoint(item => item with { PrivateDnsEnabled = false })
                .Calling(call => call with { UrlForm = form })
                .Expect(CheckName.ApiIsPrivate, CheckStatus.Failed, "is a REGIONAL REST API", "leads only to PRIVATE APIs")
                .Expect(Verdict.Blocked)
                .ExpectAnswer(403, "ForbiddenException", "Forbidden");
            Assert.Null(given[CheckName.ApiIsPrivate].Remedy);
        }
    }

    [Theory]
    [InlineData("AVAILABLE", CheckStatus.Passed)]
    [InlineData(null, CheckStatus.Passed)]
    [InlineData("UPDATING", CheckStatus.Passed)]
    [InlineData("PENDING", CheckStatus.Warning)]
    [InlineData("FAILED", CheckStatus.Warning)]
    public void An_API_answers_while_it_changes(string? status, CheckStatus expected) =>
        Scene
            .Open()
            .WithApi(api => api with { Status = status, StatusMessage = "why" })
            .Expect(CheckName.ApiAvailable, expected, expected == CheckStatus.Warning ? $"{status}: why" : status ?? "no status")
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_default_host_that_is_switched_off_answers_Forbidden_to_every_form_that_uses_it()
    {
        foreach (UrlForm form in new[] { UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns })
        {
            Scene
                .Open()
                .WithApi(api => api with { DisableExecuteApiEndpoint = true })
                .Calling(call => call with { UrlForm = form })
                .Expect(
                    CheckName.DefaultEndpointEnabled,
                    CheckStatus.Failed,
                    "disableExecuteApiEndpoint",
                    "Set-PrivateApi -RestApiId abc123def4 -DisableExecuteApiEndpoint $false -StageName demo"
                )
                .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        }

        Scene.Open().Expect(CheckName.DefaultEndpointEnabled, CheckStatus.Passed);
    }

    [Fact]
    public void A_stage_has_to_be_there_by_its_exact_name_and_serve_a_deployment()
    {
        Scene.Open().Expect(CheckName.StageDeployed, CheckStatus.Passed, "stage demo serves deployment dep111");
        Scene
            .Open()
            .Calling(call => call with { StageName = "Demo" })
            .Expect(
                CheckName.StageDeployed,
                CheckStatus.Failed,
                "no stage 'Demo'; it has demo (names are case-sensitive)",
                "Test-PrivateApi -RestApiId abc123def4 -StageName demo -Path ",
                "-SubnetId subnet-caller -SecurityGroupId sg-caller"
            )
            .Expect(CheckName.MethodExists, CheckStatus.NotApplicable)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Scene
            .Open()
            .WithApi(api => api with { Stages = [] })
            .Calling(call => call with { StageName = null })
            .Expect(CheckName.StageDeployed, CheckStatus.Failed, "it was never deployed", $"Publish-PrivateApi -RestApiId {Scene.Api}")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Scene
            .Open()
            .WithStage(stage => stage with { DeploymentId = string.Empty })
            .Expect(CheckName.StageDeployed, CheckStatus.Failed, "serves no deployment", "Publish-PrivateApi");
        Scene
            .Open()
            .Denied("Stage", "apigateway:GET on /restapis/abc123def4/stages", s => s)
            .WithApi(api => api with { Stages = [] })
            .Expect(CheckName.StageDeployed, CheckStatus.Skipped, "/stages is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Theory]
    [InlineData("GET", "/pets", "GET /pets matches")]
    [InlineData("GET", "/", "GET / matches")]
    [InlineData("GET", "/pets/7", "GET /pets/{petId} matches")]
    [InlineData("GET", "/pets/a%20b", "GET /pets/{petId} matches")]
    [InlineData("POST", "/pets", null)]
    [InlineData("get", "/pets", null)]
    [InlineData("GET", "/Pets", null)]
    [InlineData("GET", "/pets/7/owner", null)]
    [InlineData("GET", "/none", null)]
    public void A_path_or_verb_that_the_deployment_lacks_answers_Missing_Authentication_Token(string verb, string path, string? evidence)
    {
        Scene scene = Scene.Open().Calling(call => call with { Method = verb, Path = path });
        if (evidence is not null)
        {
            scene.Expect(CheckName.MethodExists, CheckStatus.Passed, evidence).Expect(Verdict.Reachable);
        }
        else
        {
            scene
                .Expect(
                    CheckName.MethodExists,
                    CheckStatus.Failed,
                    $"no method for {verb} {path}",
                    "add the method to the API's definition and deploy it"
                )
                .ExpectAnswer(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
    }

    [Fact]
    public void What_a_missing_method_could_have_been_is_said()
    {
        Scene.Open().Calling(call => call with { Method = "POST" }).Expect(CheckName.MethodExists, CheckStatus.Failed, "that path has GET");
        Scene
            .Open()
            .Calling(call => call with { Path = "/none" })
            .Expect(CheckName.MethodExists, CheckStatus.Failed, "it has GET /, GET /pets, GET /pets/{petId}");
        Scene
            .Open()
            .WithStage(stage => stage with { Methods = [] })
            .Expect(CheckName.MethodExists, CheckStatus.Failed, "it has no methods at all");
        Scene
            .Open()
            .WithStage(stage => stage with { Methods = [.. Enumerable.Range(1, 6).Select(i => stage.Methods[0] with { Path = $"/p{i}" })] })
            .Expect(CheckName.MethodExists, CheckStatus.Failed, "GET /p5, …");
    }

    [Theory]
    [InlineData("/pets/7", "/pets/{petId}")]
    [InlineData("/pets/7/a/b", "/pets/{any+}")]
    [InlineData("/pets/mine", "/pets/mine")]
    [InlineData("/other/x", "/{proxy+}")]
    public void A_literal_segment_beats_a_parameter_and_that_one_a_greedy_one(string path, string resource)
    {
        Scene scene = Scene
            .Open()
            .Calling(call => call with { Path = path })
            .WithStage(stage =>
                stage with
                {
                    Methods =
                    [
                        .. ((string[])["/{proxy+}", "/pets/{any+}", "/pets/{petId}", "/pets/mine"]).Select(item =>
                            stage.Methods[0] with
                            {
                                Path = item,
                            }
                        ),
                    ],
                }
            );
        Assert.Equal(resource, scene.Verdict.Evaluation.Method?.Path);
    }

    // Recorded from AWS: floci-io/floci pull request 3399 (us-west-2), ministackorg/ministack pull request 1423 (eu-central-1),
    // LocalStack's TestProxyRouting.
    [Theory]
    [InlineData("GET", "/users/me", "GET /users/{userId}")]
    [InlineData("PATCH", "/users/me", "PATCH /users/me")]
    [InlineData("POST", "/users/me", null)]
    [InlineData("POST", "/roles/provision", "POST /roles/provision")]
    [InlineData("GET", "/roles/provision", "GET /roles/{roleId}")]
    [InlineData("GET", "/things/real", "GET /things/real")]
    [InlineData("POST", "/things/real", "POST /things/{proxy+}")]
    [InlineData("OPTIONS", "/test", "OPTIONS /{proxy+}")]
    [InlineData("POST", "/test", "POST /test")]
    [InlineData("OPTIONS", "/test/any", "ANY /test/any")]
    [InlineData("GET", "/test/any", "ANY /test/any")]
    public void A_resource_without_the_verb_leaves_the_call_to_a_less_specific_one(string verb, string path, string? method)
    {
        string[] methods = path.StartsWith("/test", StringComparison.Ordinal)
            ? ["POST /test", "ANY /test/any", "OPTIONS /{proxy+}"]
            :
            [
                "GET /users/{userId}",
                "PATCH /users/me",
                "POST /roles/provision",
                "GET /roles/{roleId}",
                "GET /things/real",
                "POST /things/{proxy+}",
            ];
        Scene scene = Scene
            .Open()
            .Calling(call => call with { Method = verb, Path = path })
            .WithStage(stage =>
                stage with
                {
                    Methods =
                    [
                        .. methods.Select(item => item.Split(' ')).Select(item => stage.Methods[0] with { Verb = item[0], Path = item[1] }),
                    ],
                }
            );
        Assert.Equal(method, scene.Verdict.Evaluation.Method is { } reached ? $"{reached.Verb} {reached.Path}" : null);
    }

    [Fact]
    public void Path_parameters_are_what_stands_in_their_place()
    {
        Assert.Equal(
            new Dictionary<string, string> { ["petId"] = "7" },
            PathTemplate.Match("/pets/{petId}", ["pets", "7"])!.Value.Parameter
        );
        Assert.Equal(
            new Dictionary<string, string> { ["any"] = "7/a/b" },
            PathTemplate.Match("/pets/{any+}", ["pets", "7", "a", "b"])!.Value.Parameter
        );
        Assert.Null(PathTemplate.Match("/pets/{any+}", ["pets"]));
        Assert.Equal(["a b", "c/d"], PathTemplate.Segments("/a%20b/c%2Fd"));
    }

    [Fact]
    public void ANY_answers_verbs_that_have_no_method_of_their_own()
    {
        Scene scene = Scene.Open().WithStage(stage => stage with { Methods = [stage.Methods[1] with { Verb = "ANY" }, stage.Methods[1]] });
        Assert.Equal("GET", scene.Verdict.Evaluation.Method!.Verb);
        Assert.Equal(
            "ANY",
            scene
                .Calling(call => call with { Method = "PUT" })
                .Expect(CheckName.MethodExists, CheckStatus.Passed)
                .Verdict.Evaluation.Method!.Verb
        );
    }

    [Fact]
    public void Methods_that_could_not_be_read_leave_the_answer_open() =>
        Scene
            .Open()
            .Denied("Export", "apigateway:GET on the export", s => s)
            .WithStage(stage => stage with { IsExported = false, Methods = [], ExportedPolicy = null })
            .Expect(CheckName.MethodExists, CheckStatus.Skipped, "apigateway:GET on the export is denied")
            .Expect(CheckName.MethodAuthorization, CheckStatus.NotApplicable)
            .Expect(CheckName.Integration, CheckStatus.NotApplicable)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Skipped, "apigateway:GET on the export is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

    [Fact]
    public void A_method_that_wants_an_API_key_answers_Forbidden_without_one()
    {
        Scene scene = Scene.Open().WithMethod(method => method with { ApiKeyRequired = true });
        scene
            .Expect(
                CheckName.ApiKey,
                CheckStatus.Failed,
                "GET /pets requires an API key",
                "send, with -ApiKey or as x-api-key, one of a usage plan of stage demo"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        scene
            .Calling(call => call with { HasApiKey = true })
            .Expect(CheckName.ApiKey, CheckStatus.Warning, "in a usage plan of stage demo was not read")
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .Calling(call => call with { HasApiKey = true })
            .Expect(CheckName.ApiKey, CheckStatus.NotApplicable, "does not require an API key");
    }

    [Fact]
    public void Access_mode_STRICT_refuses_the_endpoints_own_name()
    {
        Scene strict = Scene.Open().WithApi(api => api with { EndpointAccessMode = "STRICT" });
        strict
            .Expect(CheckName.AccessMode, CheckStatus.Passed, "in PrivateDns calls the TLS server name is the same as the Host")
            .Expect(Verdict.Reachable);
        strict
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(
                CheckName.AccessMode,
                CheckStatus.Failed,
                "refuses calls to the endpoint's own name",
                "Test-PrivateApi -RestApiId abc123def4 -UrlForm PrivateDns"
            )
            .Expect(Verdict.Blocked)
            .ExpectNoPrediction();
        strict
            .Calling(call => call with { UrlForm = UrlForm.Alias })
            .Expect(CheckName.AccessMode, CheckStatus.Warning, "private DNS names and custom domain names")
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .WithApi(api => api with { EndpointAccessMode = "BASIC" })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(CheckName.AccessMode, CheckStatus.NotApplicable, "BASIC")
            .Expect(Verdict.Reachable);
    }
}
