using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Usage plans and API keys for REST APIs"; reports: serverless-domain-manager issue 321 (key of no plan), airnode
/// issue 1357 (OPTIONS that requires a key).
/// </summary>
public sealed class ApiKeyTests
{
    private const string Place = $"{Scene.Api}/demo";

    [Fact]
    public void A_key_counts_that_is_enabled_and_in_a_plan_of_the_stage() =>
        With(Key(Plan("gold", Place)))
            .Expect(CheckName.ApiKey, CheckStatus.Passed, "API key mobile (key1) is enabled and in usage plan gold (gold) of stage demo")
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_key_of_no_plan_gets_Forbidden_although_it_exists() =>
        With(Key())
            .Expect(
                CheckName.ApiKey,
                CheckStatus.Failed,
                "API key mobile (key1) is in no usage plan",
                "New-AGUsagePlanKey -UsagePlanId (New-AGUsagePlan -Name 'PetStore demo' -ApiStage @{ ApiId = 'abc123def4'; Stage = 'demo' }).Id "
                    + "-KeyId key1 -KeyType API_KEY"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void The_remedy_adds_the_key_to_the_plan_that_is_there()
    {
        Scene scene = With(Key(Plan("other", "other/demo")))
            .With(s => s with { UsagePlans = [Plan("other", "other/demo"), Plan("gold", Place)] });
        scene.Expect(
            CheckName.ApiKey,
            CheckStatus.Failed,
            "is only in other (other), which is not for this stage",
            "New-AGUsagePlanKey -UsagePlanId gold -KeyId key1 -KeyType API_KEY"
        );

        // A key is in one plan of a stage only: where the plans share one, the stage joins the key's plan instead.
        scene
            .With(s => s with { UsagePlans = [Plan("gold", Place, "other/demo")] })
            .Expect(
                CheckName.ApiKey,
                CheckStatus.Failed,
                $"Set-PrivateApiKey -ApiKeyId key1 -UsagePlanId other -AddStage {Scene.Api}/demo"
            );
    }

    [Fact]
    public void A_key_that_is_switched_off_is_none() =>
        With(Key(Plan("gold", Place)) with { IsEnabled = false })
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "is disabled", "Set-PrivateApiKey -ApiKeyId key1 -Enabled $true")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void A_key_that_the_account_does_not_have_is_said_as_such() =>
        With(null)
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "the call's key is none of account 123456789012 in eu-west-1")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void A_quota_that_is_used_up_is_foretold_as_429() =>
        With(Key(Plan("gold", Place) with { Quota = "100 requests a DAY" }))
            .Expect(CheckName.ApiKey, CheckStatus.Passed, "whose quota is 100 requests a DAY: when it is used up, the answer is 429");

    [Fact]
    public void Keys_that_may_not_be_read_leave_the_answer_open() =>
        With(null)
            .Denied("ApiKey", "apigateway:GET on /apikeys", s => s with { ApiKeys = null })
            .Expect(CheckName.ApiKey, CheckStatus.Skipped, "apigateway:GET on /apikeys is denied")
            .Expect(Verdict.Unknown);

    [Fact]
    public void An_authorizer_that_provides_the_key_leaves_the_header_without_meaning() =>
        With(null)
            .WithApi(api => api with { ApiKeySource = "AUTHORIZER" })
            .WithMethod(method => method with { Authorization = "CUSTOM" })
            .Calling(call => call with { AuthorizerDecision = "Allow" })
            .Expect(CheckName.ApiKey, CheckStatus.Warning, "that the authorizer provides (apiKeySource AUTHORIZER)")
            .Expect(Verdict.Reachable);

    // API Gateway guide, "API key sources": with AUTHORIZER the key comes from a Lambda authorizer's answer (usageIdentifierKey).
    [Fact]
    public void A_key_that_nobody_can_provide_is_Forbidden_to_everybody()
    {
        foreach (Scene scene in (Scene[])[With(null), With(Key(Plan("gold", Place)))])
        {
            scene
                .WithApi(api => api with { ApiKeySource = "AUTHORIZER" })
                .Expect(
                    CheckName.ApiKey,
                    CheckStatus.Failed,
                    "apiKeySource AUTHORIZER",
                    "authorization NONE",
                    "set the API's apiKeySource to HEADER"
                )
                .Expect(Verdict.Blocked)
                .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        }
    }

    [Fact]
    public void A_preflight_that_requires_a_key_is_the_fault_itself()
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method => method with { Verb = "OPTIONS", ApiKeyRequired = true })
            .Calling(call => call with { Method = "OPTIONS" });
        scene
            .Expect(
                CheckName.ApiKey,
                CheckStatus.Failed,
                "OPTIONS /pets requires an API key, but browsers send none with a preflight",
                "Let it require no key, and deploy the API"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        scene
            .WithMethod(method => method with { ResourceId = "r1a2b3" })
            .Expect(
                CheckName.ApiKey,
                CheckStatus.Failed,
                "Update-AGMethod",
                "-ResourceId r1a2b3 -HttpMethod OPTIONS",
                "'/apiKeyRequired'",
                "; Publish-PrivateApi -RestApiId abc123def4 -StageName demo"
            );
        scene
            .WithMethod(method => method with { Verb = "ANY" })
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "Give /pets an OPTIONS method of its own that requires no key");
    }

    /// <summary>API Gateway guide, "Gateway response types": QUOTA_EXCEEDED is 429; its text is recorded (domain's report 3.10).</summary>
    [Fact]
    public void A_key_whose_quota_is_used_up_gets_Limit_Exceeded() =>
        With(Key(Plan("gold", Place) with { Quota = "100 requests a DAY", Remaining = 0 }))
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "its quota of 100 requests a DAY is used up", "Set-PrivateApiKey -ExtendQuota")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(429, "LimitExceededException", "Limit Exceeded");

    [Fact]
    public void What_is_left_of_a_quota_is_told() =>
        With(Key(Plan("gold", Place) with { Quota = "100 requests a DAY", Remaining = 7 }))
            .Expect(CheckName.ApiKey, CheckStatus.Passed, "whose quota is 100 requests a DAY, of which 7 are left")
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_plan_that_admits_nothing_gets_Too_Many_Requests() =>
        With(Key(Plan("gold", Place) with { Throttle = new ThrottleFact(0, 0) }))
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "limits the method to 0 requests a second, burst 0")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(429, "TooManyRequestsException", "Too Many Requests");

    [Fact]
    public void A_limit_of_a_method_in_the_plan_stands_for_the_plans_own()
    {
        UsagePlanFact plan = Plan("gold", Place) with { Throttle = new ThrottleFact(0, 0) };
        With(Key(plan with { MethodThrottles = Methods(Place, "/pets/GET", new ThrottleFact(5, 10)) })).Expect(Verdict.Reachable);
        With(Key(plan with { MethodThrottles = Methods(Place, "/pets/POST", new ThrottleFact(5, 10)) })).Expect(Verdict.Blocked);
        With(Key(plan with { MethodThrottles = Methods($"{Scene.Api}/prod", "/pets/GET", new ThrottleFact(5, 10)) }))
            .Expect(Verdict.Blocked);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("pets/GET")]
    [InlineData("~1pets/GET")]
    public void A_stage_that_admits_nothing_refuses_calls_with_a_key_and_without(string key)
    {
        Scene scene = Scene.Open().WithStage(stage => stage with { Throttles = One(key, new ThrottleFact(0, 0)) });
        scene
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "stage demo limits GET /pets to 0 requests a second, burst 0")
            .ExpectAnswer(429, "TooManyRequestsException", "Too Many Requests");
        With(Key(Plan("gold", Place)))
            .WithStage(stage => stage with { Throttles = One(key, new ThrottleFact(0, 0)) })
            .Expect(Verdict.Blocked);
    }

    [Fact]
    public void A_methods_own_limit_stands_for_that_of_all_methods() =>
        Scene
            .Open()
            .WithStage(stage =>
                stage with
                {
                    Throttles = new Dictionary<string, ThrottleFact> { ["*/*"] = new(0, 0), ["pets/GET"] = new(1, 1) },
                }
            )
            .Expect(Verdict.Reachable);

    // A key is looked at before requests are counted, so its refusal is the one that a caller meets.
    [Fact]
    public void A_key_that_is_switched_off_is_403_on_a_stage_that_admits_nothing_too() =>
        With(Key(Plan("gold", Place)) with { IsEnabled = false })
            .WithStage(stage => stage with { Throttles = One("*/*", new ThrottleFact(0, 0)) })
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "is disabled")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void A_rate_or_a_burst_of_0_alone_is_a_warning(double rate, int burst)
    {
        Scene
            .Open()
            .WithStage(stage => stage with { Throttles = One("*/*", new ThrottleFact(rate, burst)) })
            .Expect(CheckName.ApiKey, CheckStatus.Warning, "429 Too Many Requests once the burst is used up")
            .Expect(Verdict.Reachable);
        With(Key(Plan("gold", Place) with { Throttle = new ThrottleFact(rate, burst) }))
            .Expect(CheckName.ApiKey, CheckStatus.Warning, "429 Too Many Requests once the burst is used up");
    }

    private static Dictionary<string, ThrottleFact> One(string key, ThrottleFact limit) => new() { [key] = limit };

    private static Dictionary<string, IReadOnlyDictionary<string, ThrottleFact>> Methods(string place, string key, ThrottleFact limit) =>
        new() { [place] = One(key, limit) };

    private static Scene With(ApiKeyFact? key) =>
        Scene
            .Open()
            .WithMethod(method => method with { ApiKeyRequired = true })
            .With(s => s with { ApiKeys = key is null ? [] : [key] })
            .Calling(call => call with { HasApiKey = true, ApiKeyId = key?.Id });

    private static ApiKeyFact Key(params UsagePlanFact[] plans) =>
        new()
        {
            Id = "key1",
            Name = "mobile",
            IsEnabled = true,
            Plans = plans,
        };

    private static UsagePlanFact Plan(string id, params string[] stages) =>
        new()
        {
            Id = id,
            Name = id,
            Stages = stages,
        };
}
