using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Tests.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Street;

/// <summary>Names that do not resolve where the caller is.</summary>
public sealed class NameStreetTests
{
    private const string ExecuteApi = "execute-api.eu-west-1.amazonaws.com";

    [Fact]
    [Trait(ReportTests.Trait, "8")]
    public void With_private_DNS_off_the_default_name_has_no_address_and_the_alias_has_one()
    {
        Scene off = Scene.Open().WithEndpoint(item => item with { PrivateDnsEnabled = false });
        off.Calling(call => call with { Host = Scene.DefaultHost })
            .Names(8, CheckStatus.Failed, $"private DNS of {Scene.Vpce} is off")
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);
        Assert.Contains(Scene.AliasHost, off.Expect(Verdict.Reachable).Verdict.Evaluation.Url, StringComparison.Ordinal);
        ErrorCause cause = StreetScene.Explains(8, $"curl: (6) Could not resolve host: {Scene.DefaultHost}");
        Assert.Contains("the alias name has one", cause.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(ReportTests.Trait, "9")]
    public void On_premises_servers_need_an_inbound_resolver_and_one_that_answers()
    {
        BehindGateway()
            .With(s => s with { InboundResolvers = [] })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Names(9, CheckStatus.Failed, "vpc-home has no inbound resolver endpoint", "New-PrivateApiResolver")
            .Expect(CallFailure.NameNotResolved);
        BehindGateway()
            .With(s =>
                s with
                {
                    InboundResolvers = [Inbound("rslvr-in", "vpc-home", "10.0.1.53") with { SecurityGroupIds = ["sg-closed"] }],
                    SecurityGroups = [.. s.SecurityGroups, new SecurityGroupFact { Id = "sg-closed", VpcId = "vpc-home" }],
                }
            )
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Names(9, CheckStatus.Failed, "sg-closed")
            .Expect(CallFailure.NameNotResolved);
        ErrorCause cause = StreetScene.Explains(9, $";; connection timed out; no servers could be reached\n{Scene.DefaultHost}");
        Assert.Contains("inbound resolver endpoint's security group does not let port 53 in", cause.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(ReportTests.Trait, "10")]
    public void In_a_peered_VPC_the_default_name_does_not_resolve_and_what_is_opened_is_the_callers_subnet()
    {
        Scene peered = Peered()
            .WithGroup("sg-endpoint", In("10.0.0.0/16"))
            .From(caller => caller with { Address = null, Ranges = ["10.1.1.0/24"] });
        peered
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Names(10, CheckStatus.Failed, "vpc-peer has no execute-api endpoint of its own", "does not apply there")
            .Expect(CallFailure.NameNotResolved);
        string? remedy = peered.Expect(CheckName.EndpointIngress, CheckStatus.Failed)[CheckName.EndpointIngress].Remedy?.ToString();
        Assert.Contains("10.1.1.0/24", remedy, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(ReportTests.Trait, "23")]
    public void A_zone_without_the_service_is_said_by_the_text()
    {
        ErrorCause cause = StreetScene.Explains(
            23,
            "The VPC endpoint service com.amazonaws.us-east-1.execute-api does not support the "
                + "availability zone of the subnet: subnet-0a1b2c3d."
        );
        Assert.Equal((CauseCertainty.Stated, 1), (cause.Certainty, cause.Order));
        Assert.Contains("Availability Zone of one of the subnets", cause.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(ReportTests.Trait, "42")]
    public void A_caller_in_another_Region_has_no_private_DNS_and_is_not_called_blocked_or_reachable() =>
        Scene
            .Open()
            .WithGroup("sg-endpoint", In("10.0.0.0/8"))
            .From(caller =>
                caller with
                {
                    Label = "subnet-virginia in us-east-1",
                    Region = "us-east-1",
                    VpcId = "vpc-virginia",
                    SubnetId = "subnet-virginia",
                    Zone = null,
                    Address = "10.8.1.10",
                }
            )
            .Calling(call => call with { Host = Scene.DefaultHost })
            .Names(
                42,
                CheckStatus.Skipped,
                "the caller is in us-east-1 and the API in eu-west-1",
                "private DNS of endpoints in eu-west-1 does not apply there",
                "no cross-Region endpoints",
                "private hosted zone"
            )
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "peering connections or transit gateways that cross Regions are not judged")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction()
            .With(s => s with { Endpoints = [] })
            .WithApi(api => api with { Policy = null, Associated = [] })
            .Expect(CheckName.EndpointExists, CheckStatus.Skipped, "may come by one of another account")
            .Expect(Verdict.Unknown);

    [Fact]
    [Trait(ReportTests.Trait, "43")]
    public void An_own_zone_without_a_wildcard_hides_the_name() =>
        Scene
            .Open()
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .With(s => s with { HostedZones = [Zone(ExecuteApi, Alias(ExecuteApi, Scene.EndpointHost))] })
            .Calling(call => call with { Host = Scene.DefaultHost })
            .Names(43, CheckStatus.Failed, "Z0PRIVATE", Scene.DefaultHost)
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    [Trait(ReportTests.Trait, "45")]
    public void Name_servers_of_ones_own_are_named_and_what_they_answer_is_not_guessed()
    {
        Scene
            .Open()
            .WithVpc(vpc => vpc with { DnsServers = ["10.0.0.53"] })
            .Calling(call => call with { Host = Scene.DefaultHost })
            .Names(45, CheckStatus.Skipped, "DHCP options of vpc-home name 10.0.0.53")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        StreetScene.Explains(
            45,
            $"dial tcp: lookup {Scene.DefaultHost} on 10.0.0.53:53: read udp 10.0.9.10:41234->10.0.0.53:53: i/o timeout"
        );
    }
}
