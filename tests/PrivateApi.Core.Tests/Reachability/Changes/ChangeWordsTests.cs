using PrivateApi.Facts;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Tests.Reachability.Changes;

/// <summary>What a change says before it is made: who gets through by it, what stops working, and which of two changes does less.</summary>
public sealed class ChangeWordsTests
{
    private static readonly Traffic Https = new("tcp", "6", 443);

    /// <summary>EC2 API reference, "AuthorizeSecurityGroupEgress": the destination of what the group's members open.</summary>
    [Fact]
    public void A_rule_of_a_group_says_who_connects_to_whom()
    {
        Assert.Equal("TCP 443 to members of sg-a from 10.0.1.0/24", Group("10.0.1.0/24", isEgress: false).Opens);
        Assert.Equal("TCP 443 from members of sg-a to members of sg-b", Group("sg-b", isEgress: true).Opens);
        Assert.StartsWith("Grant-EC2SecurityGroupIngress ", Group("sg-b", isEgress: false).Command.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("Grant-EC2SecurityGroupEgress ", Group("sg-b", isEgress: true).Command.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_of_a_network_ACL_says_its_direction_and_keeps_off_numbers_that_are_taken()
    {
        NetworkAclChange entry = Entry("10.0.0.0/24", isEgress: true, 100, taken: [100, 99]);
        Assert.Equal("TCP 443 out to 10.0.0.0/24 for the subnets of acl-1", entry.Opens);
        Assert.Contains("-Egress $true", entry.Command.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "-Egress $false",
            Entry("10.0.0.0/24", isEgress: false, 100, taken: []).Command.ToString(),
            StringComparison.Ordinal
        );
        Change[] numbered = NetworkAclChange.Numbered([entry, entry with { Entry = entry.Entry with { CidrBlock = "10.0.2.0/24" } }]);
        Assert.Equal([98, 97], numbered.Select(change => ((NetworkAclChange)change).Entry.RuleNumber));
    }

    /// <summary>VPC user guide, "Route priority": a destination has one route in a table.</summary>
    [Fact]
    public void A_route_that_is_replaced_says_what_it_led_to()
    {
        RouteChange added = new("rtb-1", "10.1.0.0/16", "pcx-1"),
            replaced = added with { Replaces = "tgw-9" },
            removed = added with { To = null };
        Assert.Equal((null, "what goes to 10.1.0.0/16 through tgw-9"), (added.Closes, replaced.Closes));
        Assert.Equal((null, "what still goes the removed route to 10.1.0.0/16"), (removed.Opens, removed.Closes));
        Assert.Equal(
            ["New-EC2Route", "Set-EC2Route", "Remove-EC2Route"],
            new[] { added, replaced, removed }.Select(change => change.Command.Cmdlet)
        );
    }

    /// <summary>AWS PrivateLink guide, "Private DNS names": they are those of the service in the whole VPC.</summary>
    [Fact]
    public void Private_DNS_says_whom_it_cuts_off()
    {
        Assert.Equal(
            "default names of private APIs no longer resolve in vpc-1; alias names and the endpoint's own names do",
            Dns(isOn: false, string.Empty).Closes
        );
        Assert.Null(Dns(isOn: true, string.Empty).Closes);
        Assert.Equal("vpc-1 is cut off from public APIs of the account: Shop (shop1)", Dns(isOn: true, "Shop (shop1)").Closes);
        Assert.EndsWith("those of the account could not be read", Dns(isOn: true, null).Closes, StringComparison.Ordinal);
        Assert.Equal("a (a), b (b), c (c), d (d), e (e)", CutOff("abcde"));
        Assert.Equal("a (a), b (b), c (c), d (d), e (e), …", CutOff("abcdef"));
    }

    /// <summary>Route 53 guide, "Considerations when working with a private hosted zone": a zone hides what else answers for its names.</summary>
    [Fact]
    public void A_zone_says_which_names_it_hides()
    {
        Assert.Equal("other names in pets.example.com no longer resolve in vpc-1", Zone.Closes);
        Assert.Equal("names in example.com that the zone has no record for no longer resolve in vpc-1", InVpc.Closes);
    }

    [Fact]
    public void DNS_support_opens_all_names_and_hostnames_alone_open_none()
    {
        Assert.Equal("names, and what is called by them, to everybody in vpc-1", new VpcAttributeChange("vpc-1", "EnableDnsSupport").Opens);
        Assert.Null(new VpcAttributeChange("vpc-1", "EnableDnsHostnames").Opens);
    }

    /// <summary>API Gateway API reference, "EndpointConfiguration": the list of endpoints is set as a whole.</summary>
    [Fact]
    public void An_association_keeps_those_that_the_API_has() =>
        Assert.Equal(
            "Set-PrivateApi -RestApiId abc123def4 -VpcEndpointId vpce-1, vpce-2 -StageName demo",
            new AssociationChange("abc123def4", "vpce-2", ["vpce-1"], "demo").Command.ToString()
        );

    [Fact]
    public void Whatever_deploys_says_what_a_policy_that_waits_lets_in()
    {
        const string Brings = "stage demo of API abc123def4 to whom the API's policy, as it is now, lets in";
        Assert.All(
            (Change[])
                [
                    new AssociationChange("abc123def4", "vpce-2", [], "demo") { Brings = Brings },
                    Policy("vpce-1") with
                    {
                        Brings = Brings,
                    },
                    new DefaultEndpointChange("abc123def4", "demo") { Brings = Brings },
                    new DeploymentChange("abc123def4", "demo") { Brings = Brings },
                ],
            change => Assert.EndsWith(Brings, change.Opens, StringComparison.Ordinal)
        );
    }

    /// <summary>Of two changes that mend a call, the one that opens or closes less is taken.</summary>
    [Fact]
    public void Of_two_changes_the_one_that_opens_or_closes_less_is_the_narrower() =>
        Assert.All(
            ((string What, Change Narrow, Change Wide)[])
                [
                    ("an address, not a range", Group("10.0.1.7/32", isEgress: false), Group("10.0.1.0/24", isEgress: false)),
                    ("a group, not a range", Group("sg-b", isEgress: false), Group("10.0.1.0/24", isEgress: false)),
                    ("an entry for less", Entry("10.0.1.0/24", false, 9, []), Entry("10.0.0.0/16", false, 9, [])),
                    ("a route to less", new RouteChange("rtb-1", "10.1.1.0/24", "pcx-1"), new RouteChange("rtb-1", "10.1.0.0/16", "pcx-1")),
                    ("private DNS that cuts nobody off", Dns(isOn: true, string.Empty), Dns(isOn: true, "Shop (shop1)")),
                    ("private DNS that cuts nobody off, not one of which it is not known", Dns(isOn: true, string.Empty), Dns(true, null)),
                    ("one name, not all", Record("pets.example.com"), Record("*.example.com")),
                    ("a name, not all of a zone", Record("*.example.com"), InVpc),
                    ("a zone that is there, not a new one", InVpc, Zone),
                    ("an endpoint, not its VPC", Policy("vpce-1"), Policy(null)),
                    ("an endpoint, not its VPC, for a domain", DomainPolicy("vpce-1"), DomainPolicy("vpc-1")),
                    ("a stage, not all", new BasePathChange("pets", "d1", "api", "demo"), new BasePathChange("pets", "d1", "api", null)),
                    ("one key of a plan, not all", new PlanKeyChange("plan", "key"), new PlanStageChange("plan", "api", "demo", "key")),
                    (
                        "a plan with its limits",
                        new PlanStageChange("plan", "api", "demo", "key"),
                        new NewPlanChange("x", "api", "demo", "key")
                    ),
                ],
            pair => Assert.True(pair.Narrow.Width < pair.Wide.Width, $"{pair.What}: {pair.Narrow.Width}, {pair.Wide.Width}")
        );

    /// <summary>Lambda API reference, "AddPermission": a statement is known by its id.</summary>
    [Fact]
    public void A_permission_is_there_where_a_statement_of_its_id_is_for_the_same_source()
    {
        FunctionPermissionChange change = new("pets", "demo", "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*/GET/pets");
        string policy = change.Apply(Facts).Functions[0].Policy!;
        Assert.True(change.IsIn(policy));
        Assert.False(change.IsIn(null));
        Assert.False((change with { StatementId = "other" }).IsIn(policy));
        Assert.False((change with { SourceArn = change.SourceArn + "2" }).IsIn(policy));
    }

    private static AccountSnapshot Facts => Scene.Open().Snapshot with { Functions = [new FunctionFact { Name = "pets", Exists = true }] };

    private static HostedZoneChange Zone => new("pets.example.com", "vpc-1", "eu-west-1", ["A"], "vpce-1", "vpce-1.example", "Z2", "once");

    private static ZoneAssociationChange InVpc => new("Z1", "example.com", "vpc-1", "eu-west-1");

    private static SecurityGroupChange Group(string peer, bool isEgress) => new("sg-a", isEgress, peer, [Https]);

    private static DnsRecordChange Record(string name) => new("Z1", "example.com", name, ["A"], "vpce-1", "vpce-1.example", "Z2");

    private static PrivateDnsChange Dns(bool isOn, string? cutOff) => new("vpce-1", "vpc-1", isOn, cutOff);

    private static ResourcePolicyChange Policy(string? vpce) =>
        new("abc123def4", "demo", "{}", "an edit") { Place = "vpc-1", SourceVpce = vpce };

    private static DomainPolicyChange DomainPolicy(string source) => new("pets.example.com", "d1", "{}", "an edit", source);

    private static NetworkAclChange Entry(string range, bool isEgress, int number, HashSet<int> taken) =>
        new("acl-1", AccountFacts.Enter(number, isAllow: true, range, "6", 443, 443) with { IsEgress = isEgress }, taken);

    private static string? CutOff(string names) =>
        PrivateDnsChange.CutOffBy(
            Scene.Open().Snapshot with
            {
                PublicApis = [.. names.Select(name => new PublicApiFact { Id = $"{name}", Name = $"{name}" })],
            }
        );
}
