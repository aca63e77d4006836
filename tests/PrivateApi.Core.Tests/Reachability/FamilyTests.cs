using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Calls over IPv4 and IPv6: what counts is the families that the name answers (PrivateLink guide, "DNS record IP type": records of the
/// private, regional and zonal names by the type; Route 53 guide, "Choosing between alias and non-alias records": an alias record answers
/// its own type).
/// </summary>
public sealed class FamilyTests
{
    // The type of records is the endpoint's; service-defined leaves AAAA out of private DNS.
    [Theory]
    [InlineData("ipv4", null, true, false)]
    [InlineData("ipv6", null, false, true)]
    [InlineData("dualstack", null, true, true)]
    [InlineData("dualstack", "dualstack", true, true)]
    [InlineData("dualstack", "ipv4", true, false)]
    [InlineData("dualstack", "ipv6", false, true)]
    [InlineData("dualstack", "service-defined", true, false)]
    public void A_caller_gets_through_by_private_DNS_in_the_families_that_it_answers(string type, string? records, bool v4, bool v6)
    {
        Scene scene = DualStack(Scene.Open()).WithEndpoint(item => item with { IpAddressType = type, DnsRecordIpType = records });
        Expect((type == "ipv6" ? Native(scene) : scene).Calling(call => call with { UrlForm = UrlForm.PrivateDns }), v4, v6);
    }

    [Theory]
    [InlineData("service-defined", true, true)]
    [InlineData("ipv4", true, false)]
    [InlineData("ipv6", false, true)]
    public void And_by_the_endpoints_own_name(string records, bool v4, bool v6)
    {
        Scene scene = DualStack(Scene.Open()).WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = records });
        Expect(scene.Calling(call => call with { UrlForm = UrlForm.EndpointDns }), v4, v6);
    }

    [Fact]
    public void A_caller_with_IPv4_alone_does_not_get_through_names_that_answer_IPv6_alone_whatever_the_interfaces_have() =>
        DualStack(Scene.Open())
            .WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = "ipv6" })
            .From(caller => caller with { Ipv6Address = null })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "answers IPv6 addresses alone", "has no address of that family")
            .Expect(CallFailure.ConnectFailed)
            .Expect(Verdict.Blocked);

    // PrivateLink guide, "IP address types": such an endpoint is in IPv6-only subnets, where dualstack is refused.
    [Fact]
    public void Nor_an_endpoint_with_IPv6_alone_and_nothing_is_advised_that_AWS_refuses_there()
    {
        Scene scene = Native(DualStack(Scene.Open()))
            .From(caller => caller with { Ipv6Address = null })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "has only IPv6 addresses", "has no address of that family")
            .Expect(CallFailure.ConnectFailed)
            .Expect(Verdict.Blocked);
        Assert.Null(scene[CheckName.CallerRoute].Remedy);
        Assert.Null(scene.With(s => s with { Subnets = [] })[CheckName.CallerRoute].Remedy);
    }

    [Fact]
    public void An_endpoint_with_IPv4_alone_in_subnets_of_both_families_is_made_dualstack_for_a_caller_with_IPv6_alone()
    {
        Scene scene = DualStack(Scene.Open())
            .WithEndpoint(item => item with { IpAddressType = "ipv4" })
            .With(s => s with { NetworkInterfaces = [.. s.NetworkInterfaces.Select(item => item with { Ipv6Address = [] })] })
            .From(caller => caller with { Address = null })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -IpAddressType dualstack"
            );
        Assert.Null(
            scene.With(s => s with { Subnets = [s.Subnets[0], Ipv6Only(s.Subnets[1]), s.Subnets[2]] })[CheckName.CallerRoute].Remedy
        );
    }

    // A zone that the endpoint is not in is added by a subnet that suits its type, or the reader is left to make one.
    [Theory]
    [InlineData("ipv4", false)]
    [InlineData("dualstack", false)]
    [InlineData("ipv6", true)]
    public void A_zone_is_added_by_a_subnet_that_suits_the_endpoints_type(string type, bool isNative)
    {
        Scene scene = DualStack(Scene.Open()).WithEndpoint(item => item with { IpAddressType = type, DnsRecordIpType = type });
        scene = (isNative ? Native(scene) : scene)
            .With(s =>
                s with
                {
                    Subnets =
                    [
                        .. s.Subnets.Take(2),
                        s.Subnets[2] with
                        {
                            Zone = "eu-west-1c",
                        },
                        Ipv6Only(s.Subnets[2]) with
                        {
                            Id = "subnet-native",
                            Zone = "eu-west-1c",
                        },
                    ],
                }
            )
            .From(caller => caller with { SubnetId = "subnet-none", Zone = "eu-west-1c" });
        Assert.EndsWith(
            isNative ? "subnet-native" : "subnet-caller",
            scene.Expect(CheckName.ZoneCoverage, CheckStatus.Warning)[CheckName.ZoneCoverage].Remedy!.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Records_that_leave_a_family_out_are_what_is_changed() =>
        DualStack(Scene.Open())
            .WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = "ipv4" })
            .From(caller => caller with { Address = null })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(
                CheckName.CallerRoute,
                CheckStatus.Failed,
                $"Edit-EC2VpcEndpoint -VpcEndpointId {Scene.Vpce} -DnsOptions_DnsRecordIpType dualstack"
            );

    // Only the rules of the family that is called count.
    [Fact]
    public void Rules_of_a_family_that_the_name_does_not_answer_neither_open_nor_close()
    {
        Scene v4 = DualStack(Scene.Open()).WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = "ipv4" });
        v4.WithGroup("sg-endpoint", In("::/0")).Expect(CheckName.EndpointIngress, CheckStatus.Failed, "10.0.9.10").Expect(Verdict.Blocked);
        v4.WithGroup("sg-endpoint", In("0.0.0.0/0")).Expect(Verdict.Reachable);
    }

    [Theory]
    [InlineData("A", true, false)]
    [InlineData("AAAA", false, true)]
    [InlineData("A AAAA", true, true)]
    public void A_record_of_a_zone_answers_its_own_family(string types, bool v4, bool v6) => Expect(ByRecord(types, "dualstack"), v4, v6);

    [Fact]
    public void A_caller_whose_family_a_zone_has_no_record_for_gets_the_other_record()
    {
        Scene scene = ByRecord("A", "dualstack").From(caller => caller with { Address = null });
        scene.Expect(CheckName.CallerRoute, CheckStatus.Failed, "answers IPv4 addresses alone").Expect(CallFailure.ConnectFailed);
        ProposedChange change = Assert.Single(scene.Shown.Change);
        Assert.Equal(ChangeKind.DnsRecord, change.Kind);
        Assert.Contains($"Name = '{Scene.DefaultHost}'; Type = 'AAAA'", change.Command, StringComparison.Ordinal);
        Assert.DoesNotContain("Type = 'A';", change.Command, StringComparison.Ordinal);
    }

    // An A record made before the endpoint had IPv6 alone answers nothing.
    [Fact]
    public void A_record_of_a_type_that_the_endpoint_has_no_addresses_of_resolves_to_nothing()
    {
        Scene scene = ByRecord("A", "ipv6").Expect(CheckName.NameResolves, CheckStatus.Failed, "type A alone", "IPv6 addresses alone");
        scene.Expect(CallFailure.NameNotResolved);
        Assert.Contains("Type = 'AAAA'", Assert.Single(scene.Shown.Change).Command, StringComparison.Ordinal);
    }

    // A record of addresses leads to those alone.
    [Fact]
    public void A_record_of_IPv4_addresses_is_not_called_over_IPv6() =>
        Expect(
            ByRecord("A", "dualstack")
                .With(s => s with { HostedZones = [Zone(Scene.DefaultHost, Record(Scene.DefaultHost, "A", "10.0.1.5"))] }),
            true,
            false
        );

    // API Gateway makes the alias, and which records it has is not documented.
    [Fact]
    public void Whether_the_alias_answers_IPv6_is_not_known_and_who_can_look_is_named()
    {
        Scene scene = DualStack(Scene.Open())
            .WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = "dualstack", PrivateDnsEnabled = false })
            .Calling(call => call with { UrlForm = UrlForm.Alias });
        scene.Expect(Verdict.Reachable);
        scene
            .From(caller => caller with { Address = null })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "does not document", $"dig AAAA {Scene.AliasHost}")
            .Expect(Verdict.Unknown);

        // The first form that works is another one.
        Scene auto = scene
            .From(caller => caller with { Address = null })
            .Calling(call => call with { UrlForm = UrlForm.Auto })
            .Expect(Verdict.Reachable);
        Assert.Equal(UrlForm.EndpointDns, auto.Verdict.Evaluation.Address.Form);
    }

    // VPC user guide, "IP addressing": an interface in a dual-stack subnet always has IPv4, and IPv6 where it was assigned.
    [Fact]
    public void A_caller_somewhere_in_a_dual_stack_subnet_may_have_no_IPv6_address()
    {
        Scene scene = DualStack(Scene.Open()).From(caller => Somewhere(caller, "10.0.9.0/24", "2001:db8:0:9::/64"));
        scene.Expect(Verdict.Reachable);
        Scene onlyIpv6 = Native(scene);
        onlyIpv6
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "may have no IPv6 address", "-NetworkInterfaceId")
            .Expect(Verdict.Unknown);
        onlyIpv6.From(caller => Somewhere(caller, "2001:db8:0:9::/64")).Expect(Verdict.Reachable);
    }

    // What the policy sees is an address of the family that is called.
    [Theory]
    [InlineData("ipv6", "2001:db8:0:9::/64", Verdict.Reachable)]
    [InlineData("ipv6", "10.0.9.0/24", Verdict.Blocked)]
    [InlineData("ipv4", "10.0.9.0/24", Verdict.Reachable)]
    [InlineData("ipv4", "2001:db8:0:9::/64", Verdict.Blocked)]
    [InlineData("dualstack", "10.0.9.0/24", Verdict.Unknown)]
    public void A_policy_of_source_addresses_is_judged_by_the_family_that_is_called(string records, string range, Verdict expected) =>
        DualStack(Scene.Open())
            .WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = records })
            .WithResourcePolicy(
                $$$$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke",
                "Resource":"*","Condition":{"IpAddress":{"aws:VpcSourceIp":"{{{{range}}}}"}}}]}
                """
            )
            .Expect(expected);

    /// <summary>Endpoint and caller have addresses of both families, and everything is open to both.</summary>
    internal static Scene DualStack(Scene scene) =>
        scene
            .With(s =>
                s with
                {
                    RouteTables = [s.RouteTables[0] with { Routes = [.. s.RouteTables[0].Routes, Route("2001:db8::/56", "local")] }],
                    NetworkAcls = [.. s.NetworkAcls.Select(acl => acl with { Entries = [.. acl.Entries, Ipv6(true), Ipv6(false)] })],
                    Subnets =
                    [
                        .. s.Subnets.Select((item, i) => item with { CidrBlocks = [.. item.CidrBlocks, $"2001:db8:0:{i + 1}::/64"] }),
                    ],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select((item, i) => item with { Ipv6Address = [$"2001:db8:0:{i + 1}::5"] }),
                    ],
                }
            )
            .WithGroup("sg-caller", Out("::/0", "-1"), Out("0.0.0.0/0", "-1"))
            .WithGroup("sg-endpoint", In("::/0"), In("0.0.0.0/0"))
            .From(caller => caller with { Ipv6Address = "2001:db8:0:9::10" });

    /// <summary>The endpoint of a dual-stack scene with IPv6 alone, in IPv6-only subnets as AWS makes it.</summary>
    internal static Scene Native(Scene dualStack) =>
        dualStack
            .WithEndpoint(item => item with { IpAddressType = "ipv6", DnsRecordIpType = "ipv6" })
            .With(s =>
                s with
                {
                    Subnets =
                    [
                        .. s.Subnets.Select(item =>
                            s.Endpoints.Any(endpoint => endpoint.SubnetIds.Contains(item.Id)) ? Ipv6Only(item) : item
                        ),
                    ],
                    NetworkInterfaces = [.. s.NetworkInterfaces.Select(item => item with { Address = null })],
                }
            );

    private static SubnetFact Ipv6Only(SubnetFact subnet) =>
        subnet with
        {
            CidrBlocks = [.. subnet.CidrBlocks.Where(range => range.Contains(':', StringComparison.Ordinal))],
        };

    private static NetworkAclEntryFact Ipv6(bool isEgress) =>
        new()
        {
            RuleNumber = 101,
            IsEgress = isEgress,
            Protocol = "-1",
            IsAllow = true,
            CidrBlock = "::/0",
        };

    private static PrivateApi.Reachability.Caller Somewhere(PrivateApi.Reachability.Caller caller, params string[] ranges) =>
        caller with
        {
            Address = null,
            Ipv6Address = null,
            Ranges = ranges,
        };

    private static void Expect(Scene scene, bool v4, bool v6)
    {
        scene.From(caller => caller with { Ipv6Address = null }).Expect(v4 ? Verdict.Reachable : Verdict.Blocked);
        scene.From(caller => caller with { Address = null }).Expect(v6 ? Verdict.Reachable : Verdict.Blocked);
        scene.Expect(Verdict.Reachable);
    }

    /// <summary>The API's own name, by alias records of a private zone to an endpoint with private DNS off.</summary>
    private static Scene ByRecord(string types, string addresses) =>
        (addresses == "ipv6" ? Native(DualStack(Scene.Open())) : DualStack(Scene.Open()))
            .WithEndpoint(item => item with { PrivateDnsEnabled = false, NamesZoneId = "Z0NAMES", IpAddressType = addresses })
            .Calling(call => call with { Host = Scene.DefaultHost })
            .With(s =>
                s with
                {
                    HostedZones =
                    [
                        Zone(
                            Scene.DefaultHost,
                            [.. types.Split(' ').Select(type => Alias(Scene.DefaultHost, Scene.EndpointHost) with { Type = type })]
                        ),
                    ],
                }
            );
}
