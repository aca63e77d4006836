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
                $"Update-AGUsagePlan -UsagePlanId other -PatchOperation @{{ Op = 'add'; Path = '/apiStages'; Value = '{Scene.Api}:demo' }}"
            );
    }

    [Fact]
    public void A_key_that_is_switched_off_is_none() =>
        With(Key(Plan("gold", Place)) with { IsEnabled = false })
            .Expect(CheckName.ApiKey, CheckStatus.Failed, "is disabled", "Update-AGApiKey -ApiKey key1", "'/enabled'")
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
            .Expect(CheckName.ApiKey, CheckStatus.Warning, "that the authorizer provides (apiKeySource AUTHORIZER)")
            .Expect(Verdict.Reachable);

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
