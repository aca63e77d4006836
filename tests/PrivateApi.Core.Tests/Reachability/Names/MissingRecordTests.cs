using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// Route 53 guide, "Considerations when working with a private hosted zone" (a zone without the record hides the public one) and
/// "Choosing between alias and non-alias records" (no CNAME at the apex). Report: AWS Networking blog, "Integrating AWS Transit Gateway
/// with AWS PrivateLink and Amazon Route 53 Resolver".
/// </summary>
public sealed class MissingRecordTests
{
    private static readonly string[] Types = ["A", "AAAA"];

    private const string ExecuteApi = "execute-api.eu-west-1.amazonaws.com";

    [Fact]
    public void A_zone_for_all_APIs_lacks_the_wildcard() =>
        Hidden(ExecuteApi)
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "has no record for it, which hides every other answer",
                "Edit-R53ResourceRecordSet -HostedZoneId Z0PRIVATE -ChangeBatch_Change",
                $"Name = '*.{ExecuteApi}'; Type = 'CNAME'",
                $"Value = '{Scene.EndpointHost}'"
            )
            .Expect(CallFailure.NameNotResolved);

    [Theory]
    [InlineData(ExecuteApi, $"*.{ExecuteApi}")]
    [InlineData("amazonaws.com", $"*.{ExecuteApi}")]
    [InlineData(Scene.DefaultHost, Scene.DefaultHost)]
    public void An_endpoint_whose_names_zone_is_known_gets_an_alias(string zone, string record)
    {
        Scene scene = Hidden(zone)
            .WithEndpoint(item => item with { NamesZoneId = "Z0NAMES" })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                $"Name = '{record}'; Type = 'A'; AliasTarget = @{{ DNSName = '{Scene.EndpointHost}'; HostedZoneId = 'Z0NAMES'; "
                    + "EvaluateTargetHealth = $false }"
            );
        ProposedChange change = Assert.Single(scene.Shown.Change);
        Assert.Equal((ChangeKind.DnsRecord, "Z0PRIVATE"), (change.Kind, change.Target));
        Assert.Equal($"the name {record} to every VPC of Z0PRIVATE: it leads to {Scene.Vpce} there", change.Opens);
    }

    [Fact]
    public void An_endpoint_with_IPv6_addresses_alone_gets_an_AAAA_record() =>
        Hidden(ExecuteApi)
            .WithEndpoint(item => item with { NamesZoneId = "Z0NAMES" })
            .With(s =>
                s with
                {
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces.Select(item => item with { Address = null, Ipv6Address = ["2001:db8::5"] }),
                    ],
                }
            )
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "Type = 'AAAA'");

    // PrivateLink guide, "DNS record IP type"; Route 53 answers a query by an alias record of the type that was asked for.
    [Theory]
    [InlineData("dualstack", null, "A AAAA")]
    [InlineData("dualstack", "dualstack", "A AAAA")]
    [InlineData("dualstack", "service-defined", "A AAAA")]
    [InlineData("dualstack", "ipv4", "A")]
    [InlineData("dualstack", "ipv6", "AAAA")]
    [InlineData("ipv6", "ipv6", "AAAA")]
    [InlineData("ipv4", null, "A")]
    public void A_zone_gets_a_record_of_each_address_family_that_the_endpoints_name_answers(string addresses, string? records, string types)
    {
        Scene dual = FamilyTests.DualStack(Hidden(ExecuteApi));
        Scene scene = (addresses == "ipv6" ? FamilyTests.Native(dual) : dual)
            .WithEndpoint(item => item with { NamesZoneId = "Z0NAMES", IpAddressType = addresses, DnsRecordIpType = records })
            .Expect(CheckName.NameResolves, CheckStatus.Failed);
        string command = Assert.Single(scene.Shown.Change).Command;
        Assert.Equal(types, string.Join(' ', Types.Where(type => command.Contains($"Type = '{type}'", StringComparison.Ordinal))));
    }

    // At the apex a CNAME is not permitted; and where the zone covers the endpoint's own names, its target would be hidden as well.
    [Theory]
    [InlineData(Scene.DefaultHost)]
    [InlineData("amazonaws.com")]
    public void A_record_that_would_not_help_is_not_shown(string zone) =>
        Assert.Empty(Hidden(zone).Expect(CheckName.NameResolves, CheckStatus.Failed).Shown.Change);

    [Fact]
    public void A_name_that_is_nobodys_gets_no_record() =>
        Assert.Null(
            Scene
                .Open()
                .Calling(call => call with { Host = "api.example.com" })
                .With(s => s with { HostedZones = [Zone("example.com")] })
                .Expect(CheckName.NameResolves, CheckStatus.Failed, "has no record for it")[CheckName.NameResolves]
                .Remedy
        );

    private static Scene Hidden(string zone) =>
        Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost })
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .With(s => s with { HostedZones = [Zone(zone)] });
}
