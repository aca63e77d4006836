using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API and endpoint in two accounts (API Gateway guide, "Create a private API": "you can use private APIs across accounts"; reports
/// aws-cross-account-private-api-demo 1 and modernisation-platform): each side judges what it has, and calls nothing blocked for what only
/// the other side can see.
/// </summary>
public sealed class TwoAccountTests
{
    private const string Theirs = "zzz999yyy8";
    private const string TheirEndpoint = "vpce-0fff";

    private static readonly CheckName[] OfApi =
    [
        CheckName.ApiAvailable,
        CheckName.DefaultEndpointEnabled,
        CheckName.StageDeployed,
        CheckName.MethodExists,
        CheckName.ResourcePolicy,
        CheckName.PolicyDeployed,
        CheckName.MethodAuthorization,
        CheckName.ApiKey,
        CheckName.AccessMode,
        CheckName.Integration,
    ];

    [Theory]
    [InlineData(UrlForm.Auto)]
    [InlineData(UrlForm.PrivateDns)]
    [InlineData(UrlForm.EndpointDns)]
    [InlineData(UrlForm.Alias)]
    public void The_consumer_judges_its_networks_and_endpoint_and_leaves_the_API_to_its_owner(UrlForm form)
    {
        Scene scene = Consumer(form)
            .Expect(
                CheckName.ApiIsPrivate,
                CheckStatus.Skipped,
                $"there is no API {Theirs} in account {Scene.Account}, eu-west-1",
                "mistyped",
                "Get-PrivateApi",
                $"whoever owns it can look with Test-PrivateApi -RestApiId {Theirs} -VpcEndpointId {Scene.Vpce}"
            )
            .Expect(CheckName.EndpointExists, CheckStatus.Passed)
            .Expect(CheckName.CallerRoute, CheckStatus.Passed)
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed)
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed)
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Assert.All(OfApi, name => scene.Expect(name, CheckStatus.Skipped, Theirs, "is not in account"));
        scene.WithGroup("sg-endpoint").Expect(CheckName.EndpointIngress, CheckStatus.Failed).Expect(Verdict.Blocked);
        scene
            .Denied("Api", "apigateway:GET", s => s with { Apis = [] })
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Skipped, "apigateway:GET is denied")
            .Expect(Verdict.Unknown);
    }

    [Theory]
    [InlineData("arn:aws:execute-api:eu-west-1:*:zzz999yyy8/*", CheckStatus.Passed)]
    [InlineData("arn:aws:execute-api:*:*:*/demo/GET/pets", CheckStatus.Passed)]
    [InlineData("*", CheckStatus.Passed)]
    [InlineData("arn:aws:execute-api:eu-west-1:210987654321:zzz999yyy8/*", CheckStatus.Skipped)]
    [InlineData("arn:aws:execute-api:eu-west-1:210987654321:*", CheckStatus.Skipped)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:*", CheckStatus.Failed)]
    [InlineData("arn:aws:execute-api:eu-west-1:*:abc123def4/*", CheckStatus.Failed)]
    [InlineData("arn:aws:execute-api:eu-west-1:210987654321:zzz999yyy8/prod/*", CheckStatus.Failed)]
    public void An_endpoint_policy_is_decided_unless_it_hangs_on_the_account_of_the_API(string resource, CheckStatus expected)
    {
        Scene scene = Consumer(UrlForm.EndpointDns).WithEndpoint(item => item with { Policy = Allow(resource) });
        scene.Expect(CheckName.EndpointPolicy, expected).Expect(expected == CheckStatus.Failed ? Verdict.Blocked : Verdict.Unknown);

        // What a Deny names is decided alike, the other way round.
        scene
            .WithEndpoint(item => item with { Policy = Allow("*", resource) })
            .Expect(
                CheckName.EndpointPolicy,
                expected switch
                {
                    CheckStatus.Passed => CheckStatus.Failed,
                    CheckStatus.Failed => CheckStatus.Passed,
                    _ => CheckStatus.Skipped,
                }
            );
    }

    [Theory]
    [InlineData("arn:aws:execute-api:*:*:zzz999yyy8/*", CheckStatus.Passed)]
    [InlineData("arn:aws:execute-api:*:*:zzz999yyy8/demo/*", CheckStatus.Skipped)]
    [InlineData("arn:aws:execute-api:*:*:zz*/demo/*", CheckStatus.Skipped)]
    [InlineData("arn:aws:execute-api:*:*:abc123def4/demo/*", CheckStatus.Failed)]
    public void A_stage_that_is_not_named_is_no_reason_to_call_it_blocked(string resource, CheckStatus expected) =>
        Consumer(UrlForm.EndpointDns)
            .Calling(call => call with { StageName = null })
            .WithEndpoint(item => item with { Policy = Allow(resource) })
            .Expect(CheckName.EndpointPolicy, expected);

    [Fact]
    public void The_default_name_of_anothers_API_is_not_said_to_lead_nowhere() =>
        Consumer(UrlForm.PrivateDns)
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "a public API of another account has public addresses")
            .Expect(Verdict.Unknown);

    [Fact]
    public void Nothing_is_said_of_an_API_that_neither_caller_nor_endpoint_is_named_for() =>
        Scene
            .Open()
            .With(s => s with { Apis = [], Endpoints = [] })
            .Calling(call => call with { RestApiId = Theirs, Caller = Caller.Nobody })
            .Expect(CheckName.EndpointExists, CheckStatus.Skipped, "-VpcEndpointId")
            .Expect(Verdict.Unknown);

    [Fact]
    public void The_provider_judges_its_policy_for_an_endpoint_of_another_account()
    {
        string policy = PolicyTemplates.SourceVpce(TheirEndpoint).ToJson();
        Scene scene = Provider()
            .WithResourcePolicy(policy)
            .Expect(
                CheckName.EndpointExists,
                CheckStatus.Skipped,
                $"there is no endpoint {TheirEndpoint} in account {Scene.Account}, eu-west-1",
                "does not exist, or it belongs to another account",
                $"Test-PrivateApi -RestApiId {Scene.Api} -VpcEndpointId {TheirEndpoint}"
            )
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(CheckName.StageDeployed, CheckStatus.Passed)
            .Expect(CheckName.EndpointPolicy, CheckStatus.Skipped, TheirEndpoint)
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        scene
            .WithResourcePolicy(Scene.OnlyThroughEndpoint)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, TheirEndpoint)
            .Expect(Verdict.Blocked);
        scene
            .WithResourcePolicy(PolicyTemplates.SourceVpc("vpc-theirs").ToJson())
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, TheirEndpoint)
            .Expect(Verdict.Unknown);
    }

    /// <summary>PrivateLink guide: what is deleted is shown in that state for a while, and is surely this account's.</summary>
    [Fact]
    public void An_endpoint_that_this_account_deleted_stops_the_call() =>
        Scene.Open().WithEndpoint(item => item with { State = "deleted" }).From(_ => Caller.Nobody).Expect(Verdict.Blocked);

    [Theory]
    [InlineData("pcx-1", Verdict.Unknown)]
    [InlineData("tgw-1", Verdict.Unknown)]
    [InlineData("nat-1", Verdict.Blocked)]
    public void A_caller_whose_VPC_leads_to_others_may_reach_the_endpoint_that_the_API_names(string target, Verdict expected) =>
        Scene
            .Open()
            .With(s => s with { Endpoints = [], NetworkInterfaces = [] })
            .WithTable("subnet-caller", Route("10.0.0.0/16", "local"), Route("0.0.0.0/0", target))
            .Expect(expected);

    /// <summary>VPC guide, "Share your VPC subnets with other accounts": participants do not see what belongs to the VPC's owner.</summary>
    [Fact]
    public void In_a_VPC_that_another_account_shares_an_endpoint_may_answer_that_only_its_owner_sees()
    {
        Scene scene = Scene
            .Open()
            .With(s => s with { Endpoints = [], NetworkInterfaces = [] })
            .WithVpc(vpc => vpc with { OwnerId = "210987654321" });
        scene
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "shared by account 210987654321")
            .Expect(CheckName.EndpointExists, CheckStatus.Skipped, "shared by account 210987654321")
            .Expect(Verdict.Unknown);
        scene.WithVpc(vpc => vpc with { OwnerId = Scene.Account }).Expect(Verdict.Blocked);
    }

    private static Scene Consumer(UrlForm form) =>
        Scene
            .Open()
            .With(s => s with { Apis = [] })
            .Calling(call => call with { RestApiId = Theirs, UrlForm = form, VpcEndpointId = Scene.Vpce });

    private static Scene Provider() => Scene.Open().Calling(call => call with { Caller = Caller.Nobody, VpcEndpointId = TheirEndpoint });

    private static string Allow(string resource, string? denied = null) =>
        $$"""
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "{{resource}}"}
              {{(
                denied is null
                    ? ""
                    : $$""", {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "{{denied}}"}"""
            )}}
            ]}
            """;
}
