using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// Route 53 guide, "What are Amazon Route 53 Profiles?", "How Route 53 Profile settings are prioritized" (its table gives the cases), and
/// "Updating the priority of a Route 53 Profile association with a VPC".
/// </summary>
public sealed class ProfileTests
{
    private const string ExecuteApi = "execute-api.eu-west-1.amazonaws.com";

    [Fact]
    public void Private_DNS_of_an_endpoint_in_another_VPC_answers_where_a_Profile_carries_the_endpoint()
    {
        Spoke()
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "private DNS of endpoints in other VPCs does not apply there")
            .Expect(CallFailure.NameNotResolved);
        Spoke(Profile() with { EndpointIds = [Scene.Vpce] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "by Route 53 Profile rp-1 on vpc-peer", "private DNS of vpce-0a1b2c3d")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void An_endpoint_whose_private_DNS_is_off_has_no_name_that_a_Profile_could_carry() =>
        Spoke(Profile() with { EndpointIds = [Scene.Vpce] })
            .With(s => s with { Endpoints = [.. s.Endpoints.Select(item => item with { PrivateDnsEnabled = false })] })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "a Route 53 Profile on vpc-peer carries vpce-0a1b2c3d, whose private DNS is off"
            )
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void A_zone_that_a_Profile_carries_answers_as_one_of_the_VPCs_own_and_in_no_other_VPC()
    {
        HostedZoneFact zone = Of("Z1", ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost));
        Zones([Profile() with { HostedZoneIds = ["Z1"] }], zone)
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "by Route 53 Profile rp-1 on vpc-peer, private zone Z1")
            .Expect(Verdict.Reachable);
        Zones([Profile() with { HostedZoneIds = ["Z1"], VpcId = "vpc-elsewhere" }], zone)
            .Expect(CheckName.NameResolves, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);
        Zones([Profile() with { HostedZoneIds = ["Z1"] }], Of("Z1", ExecuteApi))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "has no record for it, which hides every other answer");
    }

    [Fact]
    public void Zones_and_endpoints_of_a_Profile_need_both_DNS_attributes_of_the_VPC() =>
        Spoke(Profile() with { EndpointIds = [Scene.Vpce] })
            .With(s =>
                s with
                {
                    Vpcs = [.. s.Vpcs.Select(item => item.Id == "vpc-peer" ? item with { EnableDnsHostnames = false } : item)],
                }
            )
            .Expect(CheckName.NameResolves, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void Of_one_domain_the_VPCs_own_answers_and_else_the_most_specific()
    {
        HostedZoneFact right = Of("Z1", ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost));
        HostedZoneFact wrong = Of("Z2", ExecuteApi, Record($"*.{ExecuteApi}", "A", "10.0.7.7"));
        HostedZoneFact ownWrong = wrong with { VpcIds = ["vpc-peer"] };
        HostedZoneFact ownRight = right with { VpcIds = ["vpc-peer"] };
        Zones([Profile() with { HostedZoneIds = ["Z2"] }], ownRight, wrong).Expect(CheckName.NameResolves, CheckStatus.Passed, "zone Z1");
        Zones([Profile() with { HostedZoneIds = ["Z1"] }], right, ownWrong).Expect(CheckName.NameResolves, CheckStatus.Failed, "10.0.7.7");
        HostedZoneFact one = Of("Z3", Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost));
        Zones([Profile() with { HostedZoneIds = ["Z3"] }], one, ownWrong)
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "by Route 53 Profile rp-1", "zone Z3");
        Zones([Profile() with { HostedZoneIds = ["Z2"] }], wrong, one with { VpcIds = ["vpc-peer"] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "zone Z3");
    }

    [Fact]
    public void A_zone_of_the_VPC_comes_before_the_endpoint_of_a_Profile_and_private_DNS_of_the_VPC_before_a_zone_of_a_Profile()
    {
        HostedZoneFact zone = Of("Z1", ExecuteApi, Record($"*.{ExecuteApi}", "A", "10.0.7.7"));
        Zones([Profile() with { EndpointIds = [Scene.Vpce] }], zone with { VpcIds = ["vpc-peer"] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "10.0.7.7");
        Scene
            .Open()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s => s with { HostedZones = [zone], Profiles = [Profile() with { VpcId = "vpc-home", HostedZoneIds = ["Z1"] }] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of vpce-0a1b2c3d answers in vpc-home");
    }

    [Fact]
    public void A_forwarding_rule_of_a_Profile_leads_to_the_hubs_resolver_unless_a_system_rule_of_the_VPC_keeps_the_domain()
    {
        ResolverRuleFact forward = new()
        {
            Id = "rslvr-rr-1",
            Domain = ExecuteApi,
            IsForward = true,
            Targets = ["10.0.1.53"],
        };
        Scene hub = Spoke(Profile() with { ResolverRuleIds = ["rslvr-rr-1"] })
            .With(s => s with { ResolverRules = [forward], InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] })
            .WithGroup("sg-resolver", In("0.0.0.0/0", "-1"));
        hub.Expect(CheckName.NameResolves, CheckStatus.Passed, "by Route 53 Profile rp-1", "rslvr-rr-1", "private DNS of vpce-0a1b2c3d");
        ResolverRuleFact system = forward with { Id = "rslvr-rr-2", IsForward = false, Targets = [], VpcIds = ["vpc-peer"] };
        hub.With(s => s with { ResolverRules = [forward, system] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);
    }

    [Fact]
    public void Of_two_Profiles_the_lower_priority_answers_for_one_domain_and_what_AWS_does_not_say_is_not_known()
    {
        HostedZoneFact right = Of("Z1", ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost));
        HostedZoneFact wrong = Of("Z2", ExecuteApi, Record($"*.{ExecuteApi}", "A", "10.0.7.7"));
        HostedZoneFact specific = Of("Z3", Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.7.7"));
        ProfileFact first = Profile() with { Priority = 100, HostedZoneIds = ["Z1"] };
        ProfileFact second = Profile() with { Id = "rp-2", Priority = 200, HostedZoneIds = ["Z2"] };
        Zones([second, first], right, wrong).Expect(CheckName.NameResolves, CheckStatus.Passed, "by Route 53 Profile rp-1");
        Zones([second with { Priority = 99 }, first], right, wrong).Expect(CheckName.NameResolves, CheckStatus.Failed, "10.0.7.7");
        Zones([second with { HostedZoneIds = ["Z3"] }, first], right, specific)
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "rp-1 comes before rp-2", "not documented")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void What_could_not_be_read_of_a_Profile_leaves_the_name_open_and_says_who_can_look()
    {
        UnreadResourceFact theirs = new() { Id = "Z0THEIRS", OwnerId = "111122223333" };
        Spoke(Profile() with { Unread = [theirs] })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Skipped,
                "Z0THEIRS of Route 53 Profile rp-1 on vpc-peer",
                $"account 111122223333 can look, account {Scene.Account} cannot read it"
            )
            .Expect(Verdict.Unknown);
        Spoke(Profile() with { Unread = [theirs with { OwnerId = Scene.Account, Permission = "route53:GetHostedZone" }] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "route53:GetHostedZone is denied");

        // An unread zone could be more specific than what answers; of the very name, the VPC's own comes first.
        HostedZoneFact all = Of("Z1", ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost));
        Zones([Profile() with { HostedZoneIds = ["Z1"], Unread = [theirs] }], all)
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "Z0THEIRS");
        HostedZoneFact one = Of("Z3", Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost)) with { VpcIds = ["vpc-peer"] };
        Zones([Profile() with { Unread = [theirs] }], one).Expect(CheckName.NameResolves, CheckStatus.Passed);

        // An endpoint answers no more than its service's names.
        UnreadResourceFact endpoint = theirs with
        {
            Id = "vpce-0theirs",
        };
        Spoke(Profile() with { Unread = [endpoint] }).Expect(CheckName.NameResolves, CheckStatus.Skipped, "vpce-0theirs");
        Zones([Profile() with { Unread = [endpoint] }], all with { VpcIds = ["vpc-peer"] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
    }

    [Fact]
    public void Profiles_that_could_not_be_read_matter_where_private_DNS_of_the_VPC_does_not_answer()
    {
        Spoke()
            .Denied("Profile", "route53profiles:ListProfileAssociations", s => s)
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Skipped,
                "unless a Route 53 Profile of vpc-peer says otherwise",
                "route53profiles:ListProfileAssociations is denied"
            )
            .Expect(Verdict.Unknown);
        Scene
            .Open()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Denied("Profile", "route53profiles:ListProfileAssociations", s => s)
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void An_endpoint_that_a_Profile_carries_takes_the_names_of_public_APIs_as_well() =>
        Spoke(Profile() with { EndpointIds = [Scene.Vpce] })
            .With(s => s with { PublicApis = [new PublicApiFact { Id = "pub1234567", Name = "Shop" }] })
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Warning, "cuts vpc-peer off", "pub1234567");

    private static ProfileFact Profile() => new() { Id = "rp-1", VpcId = "vpc-peer" };

    private static Scene Spoke(params ProfileFact[] profiles) =>
        Peered().Calling(call => call with { UrlForm = UrlForm.PrivateDns }).With(s => s with { Profiles = profiles });

    private static Scene Zones(ProfileFact[] profiles, params HostedZoneFact[] zones) =>
        Spoke(profiles)
            .With(s =>
                s with
                {
                    HostedZones = zones,
                    Endpoints =
                    [
                        .. s.Endpoints.Select(item => item with { PrivateDnsEnabled = profiles.Any(p => p.EndpointIds.Count > 0) }),
                    ],
                }
            );

    private static HostedZoneFact Of(string id, string name, params RecordFact[] records) =>
        Zone(name, records) with
        {
            Id = id,
            VpcIds = [],
        };
}
