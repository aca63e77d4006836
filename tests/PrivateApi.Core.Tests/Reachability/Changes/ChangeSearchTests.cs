using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Tests.Reachability.Changes;

/// <summary>What is offered as a remedy helps, harms nothing, and is no more than is needed.</summary>
public sealed class ChangeSearchTests
{
    private static readonly string Elsewhere = PolicyTemplates.SourceVpce("vpce-0other").ToJson();

    /// <summary>Faults of the scene that is open, each at a place of its own.</summary>
    private static readonly (string Name, Func<Scene, Scene> Make)[] Faults =
    [
        ("the VPC's DNS hostnames are off", scene => scene.WithVpc(vpc => vpc with { EnableDnsHostnames = false })),
        ("private DNS is off", scene => scene.WithEndpoint(item => item with { PrivateDnsEnabled = false })),
        ("the endpoint's group is closed", scene => scene.WithGroup("sg-endpoint")),
        ("the caller's group is closed", scene => scene.WithGroup("sg-caller")),
        ("the caller's ACL is closed", scene => scene.WithAcl("subnet-caller")),
        ("the ACL of an endpoint's subnet is closed", scene => scene.WithAcl("subnet-a").WithAcl("subnet-b")),
        (
            "the endpoint's policy is for others",
            scene =>
                scene.WithEndpoint(item =>
                    item with
                    {
                        Policy =
                            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:other/*"}]}""",
                    }
                )
        ),
        ("the API's policy excepts another endpoint", scene => scene.WithResourcePolicy(Elsewhere)),
        ("the stage has an old policy", scene => scene.WithStage(stage => stage with { ExportedPolicy = Elsewhere })),
        ("the default host is off", scene => scene.WithApi(api => api with { DisableExecuteApiEndpoint = true })),
    ];

    private static Scene Default =>
        Scene.Open().Calling(call => call with { UrlForm = UrlForm.PrivateDns }).WithResourcePolicy(Scene.OnlyThroughEndpoint);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_set_is_the_smallest_that_lets_the_call_through(int seed)
    {
        Random random = new(seed);
        (string Name, Func<Scene, Scene> Make)[] faults = [.. random.GetItems(Faults, 1 + (seed % 4)).DistinctBy(fault => fault.Name)];
        PathVerdict verdict = faults.Aggregate(Default, (scene, fault) => fault.Make(scene)).Verdict;
        string told = string.Join(", ", faults.Select(fault => fault.Name));
        if (verdict.Verdict != Verdict.Blocked)
        {
            Assert.Null(ChangeSearch.Smallest(verdict));
            return;
        }

        IReadOnlyList<Change>? found = ChangeSearch.Smallest(verdict);
        Assert.True(found is { Count: > 0 }, $"nothing was found against: {told}");
        Assert.True(
            ChangeSets.LetsEveryCallThrough(verdict, ChangeSearch.After(verdict, found)),
            $"{Remedy.Text(found)} is not enough against: {told}"
        );

        // Every change that any check offers once others are made; no smaller set of them does it.
        foreach (Change[] smaller in ChangeSets.Smaller(verdict, found.Count))
        {
            Assert.False(
                ChangeSets.LetsEveryCallThrough(verdict, ChangeSearch.After(verdict, smaller)),
                $"{told}: {Remedy.Text(smaller)} is enough, and {Remedy.Text(found)} was found"
            );
        }
    }

    [Fact]
    public void Whatever_is_shown_mends_its_check_and_breaks_none()
    {
        foreach (Scene scene in RemedyScenes.All)
        {
            foreach ((CheckName name, Finding before) in scene.Verdict.Findings)
            {
                foreach (IReadOnlyList<Change> set in ChangeSearch.Judged(scene.Verdict, name))
                {
                    PathVerdict after = ChangeSearch.After(scene.Verdict, set);
                    Assert.True(after[name].Status != CheckStatus.Failed, $"{Remedy.Text(set)} does not mend {name}: {before.Message}");
                    foreach ((CheckName other, Finding now) in after.Findings)
                    {
                        bool isBroken =
                            now.Status == CheckStatus.Failed && scene[other].Status is CheckStatus.Passed or CheckStatus.Warning;
                        Assert.False(isBroken && CheckOrder.Met.Contains(other), $"{Remedy.Text(set)} breaks {other}: {now.Message}");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_deployment_that_would_shut_the_call_out_is_not_advised()
    {
        Scene scene = Default
            .WithApi(api => api with { Policy = Elsewhere })
            .WithStage(stage => stage with { ExportedPolicy = Scene.OnlyThroughEndpoint });
        scene.Expect(Verdict.Reachable).Expect(CheckName.PolicyDeployed, CheckStatus.Failed);
        Assert.Null(scene.Shown.Check.Single(check => check.Name == CheckName.PolicyDeployed).Remedy);
    }

    [Fact]
    public void A_policy_that_asks_for_a_signature_is_not_opened_to_callers_without_one()
    {
        Scene scene = Default.WithResourcePolicy(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/app"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"""
        );
        scene.Expect(CheckName.ResourcePolicy, CheckStatus.Failed);
        Assert.Null(scene.Shown.Check.Single(check => check.Name == CheckName.ResourcePolicy).Remedy);
        Assert.Empty(scene.Shown.Change);
    }

    [Fact]
    public void A_group_is_opened_to_the_callers_group_and_not_to_an_address()
    {
        ProposedChange change = Assert.Single(Default.WithGroup("sg-endpoint").Shown.Change);
        Assert.Equal(ChangeKind.SecurityGroupRule, change.Kind);
        Assert.Equal("TCP 443 to members of sg-endpoint from members of sg-caller", change.Opens);
    }

    [Fact]
    public void DNS_hostnames_that_go_on_say_what_private_DNS_takes_then()
    {
        Scene scene = Default
            .WithVpc(vpc => vpc with { EnableDnsHostnames = false })
            .With(s => s with { PublicApis = [new PublicApiFact { Id = "shop1", Name = "Shop" }] });
        ProposedChange change = Assert.Single(scene.Shown.Change);
        Assert.Equal(ChangeKind.VpcAttribute, change.Kind);
        Assert.Contains($"they lead to {Scene.Vpce}", change.Opens, StringComparison.Ordinal);
        Assert.Contains("Shop (shop1)", change.Closes, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_says_what_the_policy_changes_that_takes_effect_by_it()
    {
        ProposedChange change = Assert.Single(Default.WithStage(stage => stage with { ExportedPolicy = Elsewhere }).Shown.Change);
        Assert.Equal(ChangeKind.Deployment, change.Kind);
        Assert.Contains(Scene.Vpce, change.Opens, StringComparison.Ordinal);
        Assert.Contains("vpce-0other", change.Opens, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_was_mistyped_is_not_made()
    {
        Scene scene = Default.Calling(call => call with { StageName = "pets" });
        scene.Expect(CheckName.StageDeployed, CheckStatus.Failed, "Test-PrivateApi", "-StageName demo");
        Assert.Empty(scene.Shown.Change);
    }

    [Fact]
    public void A_base_path_that_another_API_has_is_not_taken_from_it()
    {
        DomainFact domain = new()
        {
            Id = "d1e2f3",
            Name = "api.example.com",
            OwnerId = Scene.Account,
            Associated = [Scene.Vpce],
            Policy = Scene.OnlyThroughEndpoint.Replace(
                "execute-api:/*",
                $"arn:aws:execute-api:eu-west-1:{Scene.Account}:/domainnames/api.example.com+d1e2f3",
                StringComparison.Ordinal
            ),
        };
        Scene named = Default
            .Calling(call => call with { DomainName = "api.example.com", UrlForm = UrlForm.CustomDomain })
            .With(s =>
                s with
                {
                    HostedZones = [AccountFacts.Zone("api.example.com", AccountFacts.Alias("api.example.com", Scene.EndpointHost))],
                }
            );
        ProposedChange free = Assert.Single(named.With(s => s with { Domains = [domain] }).Shown.Change);
        Assert.Equal(ChangeKind.BasePathMapping, free.Kind);
        Assert.Contains("-Stage demo", free.Command, StringComparison.Ordinal);

        // By its URL the call has the path that it has: https://api.example.com/demo/pets.
        Scene byUrl = named.With(s => s with { Domains = [domain] }).Calling(call => call with { UrlPath = "/demo/pets" });
        ProposedChange kept = Assert.Single(byUrl.Shown.Change);
        Assert.DoesNotContain("-Stage", kept.Command, StringComparison.Ordinal);
        Assert.Equal(
            "https://api.example.com/demo/pets",
            ChangeSearch.After(byUrl.Verdict, ChangeSearch.Smallest(byUrl.Verdict)!).Evaluation.Url
        );
        foreach (string path in (string[])["", "pets"])
        {
            DomainMappingFact other = new()
            {
                BasePath = path,
                RestApiId = "zzz999",
                StageName = "v1",
            };
            Scene taken = named.With(s => s with { Domains = [domain with { Mappings = [other] }] });
            taken.Expect(CheckName.DomainAssociated, CheckStatus.Failed);
            Assert.Empty(taken.Shown.Change);
        }
    }

    [Fact]
    public void A_domains_policy_that_asks_for_a_signature_is_not_opened_to_callers_without_one()
    {
        DomainFact domain = new()
        {
            Id = "d1e2f3",
            Name = "api.example.com",
            OwnerId = Scene.Account,
            Associated = [Scene.Vpce],
            Mappings =
            [
                new()
                {
                    BasePath = string.Empty,
                    RestApiId = Scene.Api,
                    StageName = "demo",
                },
            ],
            Policy =
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{Scene.Account}}:role/app"},"Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:{{Scene.Account}}:/domainnames/api.example.com+d1e2f3"}]}""",
        };
        Scene scene = Default
            .Calling(call => call with { DomainName = "api.example.com", UrlForm = UrlForm.CustomDomain })
            .With(s =>
                s with
                {
                    Domains = [domain],
                    HostedZones = [AccountFacts.Zone("api.example.com", AccountFacts.Alias("api.example.com", Scene.EndpointHost))],
                }
            );
        scene.Expect(CheckName.DomainPolicy, CheckStatus.Failed);
        Assert.Null(scene.Shown.Check.Single(check => check.Name == CheckName.DomainPolicy).Remedy);
        Assert.Empty(scene.Shown.Change);
    }

    [Fact]
    public void Entries_of_one_ACL_have_numbers_of_their_own()
    {
        // Two addresses of the endpoint, each with its entry for requests and for answers.
        IReadOnlyList<ProposedChange> changes = Default.WithAcl("subnet-caller").Shown.Change;
        Assert.Equal(4, changes.Count);
        Assert.Equal(4, changes.Select(change => change.Command.Split(" -Protocol")[0]).Distinct().Count());
    }

    [Fact]
    public void Private_DNS_that_goes_on_says_what_it_cuts_off()
    {
        Scene scene = Default
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .With(s => s with { PublicApis = [new PublicApiFact { Id = "shop1", Name = "Shop" }] });
        ProposedChange change = Assert.Single(scene.Shown.Change);
        Assert.Equal(ChangeKind.PrivateDns, change.Kind);
        Assert.Contains("Shop (shop1)", change.Closes, StringComparison.Ordinal);
    }
}
