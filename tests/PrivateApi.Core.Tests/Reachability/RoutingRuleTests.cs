using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Routing rules of private custom domain names: evaluated by priority, before base paths (API Gateway guide, "Examples of how API
/// Gateway evaluates routing rules").
/// </summary>
public sealed class RoutingRuleTests
{
    private const string Name = "api.example.com";

    private static readonly HeaderMatchFact V1 = new() { Name = "version", Value = "v1*" };

    [Fact]
    public void A_rule_leads_to_its_stage_and_the_URL_has_its_base_path()
    {
        Scene scene = Ruled("ROUTING_RULE_ONLY", To(Scene.Api, 10, "shop"))
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "routing rule r10 (priority 10)", $"{Scene.Api}/demo")
            .Expect(Verdict.Reachable);
        Assert.Equal($"https://{Name}/shop/pets", scene.Verdict.Evaluation.Url);
    }

    [Fact]
    public void The_lowest_priority_takes_the_call_even_where_a_base_path_leads_to_the_API()
    {
        Ruled("ROUTING_RULE_THEN_BASE_PATH_MAPPING", To("zzz999", 1))
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "r1 (priority 1)", "takes /shop/pets to zzz999/demo")
            .ExpectNoPrediction();
        Ruled("ROUTING_RULE_THEN_BASE_PATH_MAPPING", To("zzz999", 1, "elsewhere"))
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "base path 'shop'")
            .Expect(Verdict.Reachable);
        Ruled("ROUTING_RULE_ONLY", To("zzz999", 1), To(Scene.Api, 2))
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "r1 (priority 1)");
        Ruled("ROUTING_RULE_ONLY", To(Scene.Api, 2), To("zzz999", 1))
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "r1 (priority 1)");
    }

    [Fact]
    public void With_rules_alone_base_paths_are_not_looked_at() =>
        Ruled("ROUTING_RULE_ONLY")
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "no routing rule of")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void With_base_paths_alone_rules_are_not_looked_at() =>
        Ruled("BASE_PATH_MAPPING_ONLY", To("zzz999", 1)).Expect(CheckName.DomainAssociated, CheckStatus.Passed, "base path 'shop'");

    [Fact]
    public void What_hangs_on_headers_is_not_guessed()
    {
        RoutingRuleFact byHeader = To(Scene.Api, 1) with { Headers = [new HeaderConditionFact { AnyOf = [V1] }] };
        Ruled("ROUTING_RULE_ONLY", byHeader)
            .Expect(CheckName.DomainAssociated, CheckStatus.Skipped, "only if the call carries version: v1*")
            .Expect(Verdict.Unknown);
        Ruled("ROUTING_RULE_ONLY", byHeader with { RestApiId = "zzz999" }, To(Scene.Api, 2))
            .Expect(CheckName.DomainAssociated, CheckStatus.Warning, "unless the call carries version: v1*", "zzz999")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void Headers_that_the_call_is_known_to_carry_decide_which_rule_takes_it()
    {
        RoutingRuleFact byHeader = To(Scene.Api, 1, "v1") with { Headers = [new HeaderConditionFact { AnyOf = [V1] }] };
        RoutingRuleFact taking = byHeader with { RestApiId = "zzz999", BasePaths = ["shop"] };
        Scene met = Ruled("ROUTING_RULE_ONLY", byHeader)
            .Calling(call => call with { MetRules = ["r1"] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "since the call carries version: v1*")
            .Expect(Verdict.Reachable);
        Assert.Equal($"https://{Name}/v1/pets", met.Verdict.Evaluation.Url);
        Ruled("ROUTING_RULE_ONLY", byHeader)
            .Calling(call => call with { MetRules = [] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "no routing rule of");
        Ruled("ROUTING_RULE_ONLY", taking, To(Scene.Api, 2, "shop"))
            .Calling(call => call with { MetRules = ["r1"] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "takes /shop/pets to zzz999/demo");
        Ruled("ROUTING_RULE_ONLY", taking, To(Scene.Api, 2, "shop"))
            .Calling(call => call with { MetRules = [] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "routing rule r2");
    }

    [Fact]
    public void A_rule_by_header_that_leads_to_the_same_place_is_no_reason_for_a_warning() =>
        Ruled(
                "ROUTING_RULE_ONLY",
                To(Scene.Api, 1, "shop") with
                {
                    Headers = [new HeaderConditionFact { AnyOf = [V1] }],
                },
                To(Scene.Api, 2, "shop")
            )
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "routing rule r2 (priority 2)");

    [Fact]
    public void The_URL_shown_is_one_that_arrives_whatever_the_headers_where_there_is_one()
    {
        RoutingRuleFact taking = To("zzz999", 1, "shop") with { Headers = [new HeaderConditionFact { AnyOf = [V1] }] };
        Scene scene = Ruled("ROUTING_RULE_ONLY", taking, To(Scene.Api, 2, "shop"), To(Scene.Api, 3, "store"))
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed, "routing rule r3");
        Assert.Equal($"https://{Name}/store/pets", scene.Verdict.Evaluation.Url);
    }

    [Fact]
    public void A_rule_that_keeps_its_base_path_says_which_paths_of_the_API_it_leads_to() =>
        Ruled("ROUTING_RULE_ONLY", To(Scene.Api, 1, "shop") with { StripsBasePath = false })
            .Expect(
                CheckName.DomainAssociated,
                CheckStatus.Failed,
                "routing rule r1 (priority 1)",
                "does not strip its base path, so that only paths of the API that begin with /shop are called by it; /pets does not"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    /// <summary>
    /// Over names with random rules and base paths: the URL that is shown arrives where the evidence says, and where none is shown to
    /// arrive there is none.
    /// </summary>
    [Fact]
    public void The_URL_shown_arrives_at_the_stage_if_any_does()
    {
        Random random = new(7);
        string[] paths = ["a", "a/b", "b", "c", string.Empty];
        string[] apis = [Scene.Api, "zzz999"];
        string[] stages = ["demo", "prod"];
        T Any<T>(T[] from) => from[random.Next(from.Length)];
        int arriving = 0;
        for (int turn = 0; turn < 4000; turn++)
        {
            DomainFact domain = Of(Any(["ROUTING_RULE_ONLY", "ROUTING_RULE_THEN_BASE_PATH_MAPPING", "BASE_PATH_MAPPING_ONLY"])) with
            {
                Rules =
                [
                    .. Enumerable
                        .Range(1, random.Next(4))
                        .Select(priority =>
                            To(
                                Any(apis),
                                priority,
                                [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(paths)).Where(path => path.Length > 0).Distinct()]
                            ) with
                            {
                                StageName = Any(stages),
                                StripsBasePath = random.Next(2) == 0,
                            }
                        ),
                ],
                Mappings =
                [
                    .. paths
                        .Where(_ => random.Next(3) == 0)
                        .Select(path => new DomainMappingFact
                        {
                            BasePath = path,
                            RestApiId = Any(apis),
                            StageName = random.Next(3) == 0 ? null : Any(stages),
                        }),
                ],
            };
            Scene scene = DomainTests
                .Domain(made => made with { RoutingMode = domain.RoutingMode, Rules = domain.Rules, Mappings = domain.Mappings })
                .Calling(call => call with { Path = Any(["/pets", "/a/x", "/b", "/"]) });
            PathCall call = scene.Call;
            bool Arrives(string path) =>
                DomainTarget.Find(domain, path, _ => null) is { } found
                && (found.RestApiId, found.StageName, found.Path) == (call.RestApiId, call.StageName, call.Path);
            string below = call.Path == "/" ? string.Empty : call.Path;
            bool any = paths
                .Append("demo")
                .SelectMany(path =>
                    new[] { path.Length == 0 ? below : $"/{path}{below}", $"{(path.Length == 0 ? "" : "/" + path)}/demo{below}" }
                )
                .Any(Arrives);
            string shown = DomainRouting.PathOf(domain, call);
            string said = System.Text.Json.JsonSerializer.Serialize(domain) + call.Path;
            Assert.True(any == Arrives(shown), $"{turn}: {shown} of {said}");
            CheckStatus status = PathEngine.Judge(scene.Snapshot, call)[CheckName.DomainAssociated].Status;
            Assert.True((status == CheckStatus.Passed) == any, $"{turn}: {status} for {shown} of {said}");
            arriving += any ? 1 : 0;
        }

        Assert.InRange(arriving, 500, 3500);
    }

    [Fact]
    public void Rules_that_cannot_be_read_are_said_to_be_unknown() =>
        Ruled("ROUTING_RULE_ONLY")
            .Denied("RoutingRule", "apigateway:GET on /domainnames", s => s)
            .Expect(CheckName.DomainAssociated, CheckStatus.Skipped, "apigateway:GET on /domainnames is denied")
            .Expect(Verdict.Unknown);

    [Theory]
    [InlineData("v1*", "v1.2", true)]
    [InlineData("v1*", "V1", false)]
    [InlineData("*beta", "v1-beta", true)]
    [InlineData("*b*", "abc", true)]
    [InlineData("v1", "v1.2", false)]
    [InlineData("v1", "V1", false)]
    public void A_headers_value_may_begin_or_end_with_a_wildcard(string pattern, string value, bool fits)
    {
        RoutingRuleFact rule = To(Scene.Api, 1) with
        {
            Headers = [new HeaderConditionFact { AnyOf = [new HeaderMatchFact { Name = "version", Value = pattern }] }],
        };
        DomainFact domain = new()
        {
            Name = Name,
            OwnerId = Scene.Account,
            RoutingMode = "ROUTING_RULE_ONLY",
            Rules = [rule],
        };
        Assert.Equal(fits, DomainRouting.Taking(domain, "/", header => header == "version" ? value : null) is not null);
    }

    [Fact]
    public void All_headers_that_a_rule_names_have_to_be_met()
    {
        HeaderMatchFact tenant = new() { Name = "tenant", Value = "a" };
        DomainFact domain = Of("ROUTING_RULE_ONLY") with
        {
            Rules = [To(Scene.Api, 1) with { Headers = [new() { AnyOf = [V1] }, new() { AnyOf = [tenant] }] }],
        };
        Assert.Null(DomainRouting.Taking(domain, "/", name => name == "version" ? "v1" : null));
        Assert.NotNull(DomainRouting.Taking(domain, "/", name => name == "version" ? "v1" : "a"));
    }

    // API Gateway guide, "Use API mappings to connect API stages to a custom domain name": paths are compared part by part.
    [Theory]
    [InlineData("/shop", true)]
    [InlineData("/shop/pets", true)]
    [InlineData("/shopping", false)]
    public void A_base_path_takes_whole_parts_of_a_path(string path, bool isTaken)
    {
        DomainFact ruled = Of("ROUTING_RULE_ONLY") with { Rules = [To(Scene.Api, 1, "shop")] };
        DomainFact mapped = Of("BASE_PATH_MAPPING_ONLY") with
        {
            Mappings =
            [
                new DomainMappingFact
                {
                    BasePath = "shop",
                    RestApiId = Scene.Api,
                    StageName = "demo",
                },
            ],
        };
        Assert.Equal(isTaken, DomainTarget.Find(ruled, path, _ => null) is not null);
        Assert.Equal(isTaken, DomainTarget.Find(mapped, path, _ => null) is not null);
    }

    private static DomainFact Of(string mode) =>
        new()
        {
            Name = Name,
            OwnerId = Scene.Account,
            RoutingMode = mode,
        };

    private static RoutingRuleFact To(string api, int priority, params string[] basePaths) =>
        new()
        {
            Id = $"r{priority}",
            Priority = priority,
            BasePaths = basePaths,
            RestApiId = api,
            StageName = "demo",
            StripsBasePath = true,
        };

    private static Scene Ruled(string mode, params RoutingRuleFact[] rules) =>
        DomainTests.Domain(domain =>
            domain with
            {
                RoutingMode = mode,
                Rules = rules,
                Mappings =
                [
                    new DomainMappingFact
                    {
                        BasePath = "shop",
                        RestApiId = Scene.Api,
                        StageName = "demo",
                    },
                ],
            }
        );
}
