using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Route 53 guide, "Working with private hosted zones", "Considerations when working with a private hosted zone", "How Route 53
/// Resolver determines whether the domain name in a query matches any rules", "Resolving DNS queries between VPCs and your
/// network"; VPC user guide, "DHCP option sets".
/// </summary>
public sealed class ResolverTests
{
    private const string ExecuteApi = "execute-api.eu-west-1.amazonaws.com";

    [Fact]
    public void A_private_zone_for_one_API_answers_its_default_name_where_private_DNS_is_off()
    {
        Off(Zone(Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost)))
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private zone Z0PRIVATE", $"leads to {Scene.EndpointHost}", "10.0.1.5")
            .Expect(Verdict.Reachable);
        Off(Zone(Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost.ToUpperInvariant() + ".")))
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
        Off(Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "CNAME", Scene.EndpointHost)))
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
        Off(Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.1.5", "10.0.2.5")))
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "answers 10.0.1.5, 10.0.2.5, addresses of vpce-0a1b2c3d");
    }

    [Fact]
    public void A_record_with_one_address_leads_to_that_interface_alone()
    {
        Scene scene = Off(Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.1.5")));
        scene.WithAcl("subnet-b").Expect(CheckName.EndpointNetworkAcl, CheckStatus.Passed).Expect(Verdict.Reachable);
        scene.WithAcl("subnet-a").Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed);
    }

    [Fact]
    public void A_wildcard_record_answers_names_that_have_no_record_of_their_own()
    {
        Off(Zone(ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost)))
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost);
        Off(Zone(ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost), Record(Scene.DefaultHost, "A", "10.0.7.7")))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "leads elsewhere", "not addresses of a known execute-api endpoint")
            .Expect(CallFailure.ConnectTimeout);
        Off(Zone(ExecuteApi, Alias($"*.{Scene.DefaultHost}", Scene.EndpointHost)))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no record for it");
        Off(Zone("amazonaws.com", Record("*.amazonaws.com", "A", "10.0.7.7"), Alias($"*.{ExecuteApi}", Scene.EndpointHost)))
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost);
    }

    [Fact]
    public void A_chain_of_CNAME_records_is_followed_and_an_endless_one_is_not()
    {
        HostedZoneFact zone = Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "CNAME", "one.example.com"));
        HostedZoneFact chain = Zone(
            "example.com",
            Record("one.example.com", "CNAME", "two.example.com"),
            Record("two.example.com", "CNAME", Scene.EndpointHost)
        );
        Off(zone, chain)
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "leads to one.example.com", "leads to two.example.com", Scene.EndpointHost);
        Off(zone, Zone("example.com", Record("one.example.com", "CNAME", "one.example.com")))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "a chain of records that is too long");
    }

    [Fact]
    public void What_an_alias_stands_for_is_not_asked_of_the_VPCs_rules_again_but_a_CNAME_is()
    {
        ResolverRuleFact all = Rule(string.Empty);
        Off(Zone(Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost)))
            .With(s => s with { ResolverRules = [all] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "10.0.1.5");
        Off(Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "CNAME", Scene.EndpointHost)))
            .With(s => s with { ResolverRules = [all] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "rslvr-rr-1");
    }

    [Fact]
    public void A_zone_that_has_no_record_for_the_name_hides_every_other_answer() =>
        Off(Zone(ExecuteApi, Alias($"other.{ExecuteApi}", Scene.EndpointHost)))
            .Calling(call => call with { UrlForm = UrlForm.Alias })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "has no record for it, which hides every other answer")
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void Of_several_zones_the_most_specific_answers_and_so_against_private_DNS()
    {
        Off(
                Zone(ExecuteApi, Alias($"*.{ExecuteApi}", Scene.EndpointHost)),
                Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.7.7"))
            )
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "10.0.7.7");
        Scene on = Scene.Open().Calling(call => call with { UrlForm = UrlForm.PrivateDns });
        on.With(s => s with { HostedZones = [Zone("amazonaws.com")] }).Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of");
        on.With(s => s with { HostedZones = [Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.7.7"))] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "10.0.7.7");
    }

    [Fact]
    public void A_zone_covers_whole_labels_of_a_name_only() =>
        Off(Zone("def4.execute-api.eu-west-1.amazonaws.com", Record(Scene.DefaultHost, "A", "10.0.1.5")))
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no public record");

    [Fact]
    public void A_zone_counts_in_VPCs_associated_with_it_and_where_both_attributes_are_on()
    {
        HostedZoneFact zone = Zone(Scene.DefaultHost, Alias(Scene.DefaultHost, Scene.EndpointHost));
        Off(zone with { VpcIds = ["vpc-other"] }).Expect(CheckName.NameResolves, CheckStatus.Failed, "private DNS of vpce-0a1b2c3d is off");
        Off(zone).WithVpc(vpc => vpc with { EnableDnsHostnames = false }).Expect(CheckName.NameResolves, CheckStatus.Failed);
        Peered()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s => s with { HostedZones = [zone with { VpcIds = ["vpc-home", "vpc-peer"] }] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void Records_that_could_not_be_read_leave_the_name_open() =>
        Off(Zone(Scene.DefaultHost))
            .Denied("Record", "route53:ListResourceRecordSets", s => s)
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "route53:ListResourceRecordSets is denied")
            .Expect(Verdict.Unknown);

    [Fact]
    public void A_forwarding_rule_takes_names_away_from_less_specific_zones_and_from_one_of_the_same_name()
    {
        Scene on = Scene.Open().Calling(call => call with { UrlForm = UrlForm.PrivateDns });
        on.With(s => s with { ResolverRules = [Rule(Scene.DefaultHost)] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "resolver rule rslvr-rr-1", "192.0.2.53", "cannot be read")
            .Expect(Verdict.Unknown);
        on.With(s => s with { ResolverRules = [Rule(ExecuteApi)], InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, $"rslvr-rr-1 for {ExecuteApi}");
        on.With(s => s with { ResolverRules = [Rule("amazonaws.com")] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of");
        on.With(s => s with { ResolverRules = [Rule(string.Empty)] }).Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of");
        on.WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .With(s => s with { ResolverRules = [Rule(string.Empty)] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "rslvr-rr-1 for .");
        on.With(s => s with { ResolverRules = [Rule(ExecuteApi) with { VpcIds = ["vpc-other"] }] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
    }

    [Fact]
    public void A_system_rule_takes_a_subdomain_back_from_a_forwarding_one() =>
        Scene
            .Open()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s => s with { ResolverRules = [Rule(ExecuteApi), Rule(Scene.DefaultHost) with { Id = "rslvr-rr-2", IsForward = false }] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of");

    [Fact]
    public void A_rule_that_asks_another_VPCs_inbound_endpoint_gets_that_VPCs_answer()
    {
        Scene peered = Peered()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s =>
                s with
                {
                    InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")],
                    ResolverRules = [Rule(ExecuteApi) with { VpcIds = ["vpc-peer"], Targets = ["10.0.1.53"] }],
                }
            );
        peered
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "rslvr-rr-1", "rslvr-in-home in vpc-home", "private DNS of")
            .Expect(Verdict.Reachable);
        peered
            .With(s => s with { ResolverRules = [s.ResolverRules[0] with { VpcIds = ["vpc-peer", "vpc-home"] }] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "cannot be read");
    }

    [Fact]
    public void Name_servers_of_ones_own_see_public_names_and_no_private_zone()
    {
        Scene own = Scene.Open().WithVpc(vpc => vpc with { DnsServers = ["10.0.3.3"] });
        own.Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.AliasHost, "10.0.3.3, which are assumed to resolve public names")
            .Expect(Verdict.Reachable);
        own.Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "10.0.3.3", "whether they do cannot be read")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        own.With(s => s with { InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped);
        own.WithVpc(vpc => vpc with { EnableDnsSupport = false }).Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.AliasHost);
    }

    [Fact]
    public void Name_servers_that_are_an_inbound_endpoint_answer_as_the_VPC_it_is_in() =>
        Scene
            .Open()
            .WithVpc(vpc => vpc with { DnsServers = ["10.0.1.53"] })
            .With(s => s with { InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Passed,
                "DHCP options of vpc-home name 10.0.1.53",
                "rslvr-in-home",
                "private DNS of"
            );

    [Theory]
    [InlineData("AmazonProvidedDNS", true)]
    [InlineData("169.254.169.253", true)]
    [InlineData("fd00:ec2::253", true)]
    [InlineData("10.0.0.2", true)]
    [InlineData("10.0.0.3", false)]
    [InlineData("8.8.8.8", false)]
    public void Amazons_own_resolver_is_known_by_its_addresses(string server, bool isAmazons) =>
        Assert.Equal(isAmazons, AmazonDns.Is(server, ["2001:db8::/56", "10.0.0.0/16"]));

    // The resolver that is advised has an IPv4 address in each of its subnets.
    [Fact]
    public void An_inbound_endpoint_is_advised_in_subnets_with_an_IPv4_range() =>
        BehindGateway()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s =>
                s with
                {
                    InboundResolvers = [],
                    Subnets = [s.Subnets[0] with { CidrBlocks = ["2001:db8:0:1::/64"] }, .. s.Subnets.Skip(1)],
                }
            )
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "New-PrivateApiResolver -Name inbound -SubnetId subnet-b, subnet-caller -SecurityGroupId sg-resolver"
            );

    [Fact]
    public void On_premises_the_default_name_needs_forwarding_to_an_inbound_endpoint()
    {
        Scene scene = BehindGateway().Calling(call => call with { UrlForm = UrlForm.PrivateDns });
        scene
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "forwarded to rslvr-in-home in vpc-home", "private DNS of")
            .Expect(Verdict.Reachable);
        scene
            .With(s => s with { InboundResolvers = [] })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "vpc-home has no inbound resolver endpoint",
                "New-PrivateApiResolver -Name inbound -SubnetId subnet-a, subnet-b -SecurityGroupId sg-resolver"
            )
            .Expect(CallFailure.NameNotResolved);
        Scene closed = scene.With(s => s with { InboundResolvers = [] }).WithGroup("sg-resolver");
        closed.Expect(
            CheckName.NameResolves,
            CheckStatus.Failed,
            "Whoever runs vpc-home has to make one in two of its zones",
            "lets UDP 53 and TCP 53 in",
            "which none does that was read",
            "as -SourceCidr, the addresses of the name servers"
        );
        Assert.Null(closed[CheckName.NameResolves].Remedy);
        scene
            .With(s => s with { InboundResolvers = [s.InboundResolvers[0] with { Status = "CREATING" }] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no inbound resolver");
        scene
            .Denied("InboundResolver", "route53resolver:ListResolverEndpoints", s => s with { InboundResolvers = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "route53resolver:ListResolverEndpoints is denied")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void With_a_public_resolver_on_premises_the_alias_and_the_endpoints_own_name_still_work()
    {
        Scene scene = BehindGateway().From(caller => caller with { ForwardsNames = false }).With(s => s with { InboundResolvers = [] });
        scene
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no public record, because abc123def4 is PRIVATE")
            .Expect(CallFailure.NameNotResolved);
        scene.Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.AliasHost).Expect(Verdict.Reachable);
        scene
            .WithApi(api => api with { Associated = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost)
            .Expect(Verdict.Reachable);
    }

    private static Scene Off(params HostedZoneFact[] zones) =>
        Scene
            .Open()
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .With(s => s with { HostedZones = zones })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns });

    private static ResolverRuleFact Rule(string domain) =>
        new()
        {
            Id = "rslvr-rr-1",
            Domain = domain,
            IsForward = true,
            VpcIds = ["vpc-home"],
            Targets = ["192.0.2.53"],
        };
}
