using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// API Gateway guide, "Invoke a private API using a Route 53 alias": it works without private DNS. VPC user guide, "DHCP option sets in
/// Amazon VPC". Reports: cdk-github-runners#325, containers-roadmap#22.
/// </summary>
public sealed class AliasOfferTests
{
    [Fact]
    public void With_private_DNS_off_a_pasted_URL_is_answered_with_the_alias_first_and_then_with_private_DNS()
    {
        string remedy = Pasted()
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                $"private DNS of {Scene.Vpce} is off",
                $"The alias {Scene.AliasHost} does resolve there (-UrlForm Alias)",
                $"Invoke-PrivateApi -RestApiId {Scene.Api} -StageName demo -Path '/pets' -VpcEndpointId {Scene.Vpce} -UrlForm Alias",
                "takes the names of public APIs in vpc-home"
            )
            .Expect(CallFailure.NameNotResolved)[CheckName.NameResolves]
            .Remedy!.ToString();
        Assert.InRange(
            remedy.IndexOf("Set-PrivateApiEndpoint", StringComparison.Ordinal),
            remedy.IndexOf("Alias", StringComparison.Ordinal),
            999
        );
    }

    [Fact]
    public void Who_asks_for_private_DNS_is_told_how_to_switch_it_on_and_of_the_alias() =>
        Scene
            .Open()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, Scene.AliasHost, "| Set-PrivateApiEndpoint -VpcEndpointId");

    [Fact]
    public void An_API_without_an_association_has_no_alias_to_offer()
    {
        Scene scene = Pasted()
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .WithApi(api => api with { Associated = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "| Set-PrivateApiEndpoint");
        Assert.DoesNotContain("lias", scene[CheckName.NameResolves].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_peered_VPC_the_alias_is_what_can_be_called() =>
        Peered()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "vpc-peer has no execute-api endpoint", "-UrlForm Alias");

    [Fact]
    public void An_alias_that_a_zone_hides_as_well_is_not_offered()
    {
        Scene scene = Pasted().With(s => s with { HostedZones = [Zone("execute-api.eu-west-1.amazonaws.com")] });
        Assert.DoesNotContain("The alias", scene[CheckName.NameResolves].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_servers_of_ones_own_are_told_what_to_forward_and_whereto()
    {
        Scene own = Pasted().WithVpc(vpc => vpc with { DnsServers = ["10.0.3.3"] });
        own.Expect(
                CheckName.NameResolves,
                CheckStatus.Skipped,
                "Let them forward execute-api.eu-west-1.amazonaws.com to 10.0.0.2, the resolver of vpc-home",
                $"The alias {Scene.AliasHost} does resolve there",
                "-UrlForm Alias"
            )
            .Expect(Verdict.Unknown);
        own.WithVpc(vpc => vpc with { DnsServers = ["192.168.1.53"] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "to an inbound resolver endpoint of vpc-home, which it does not have");
        own.WithVpc(vpc => vpc with { DnsServers = ["192.168.1.53"] })
            .With(s => s with { InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "to 10.0.1.53 (rslvr-in-home)");
    }

    [Fact]
    public void With_name_servers_of_ones_own_the_form_that_is_chosen_is_the_alias()
    {
        Scene scene = Scene.Open().WithVpc(vpc => vpc with { DnsServers = ["10.0.3.3"] }).Expect(Verdict.Reachable);
        Assert.Equal(UrlForm.Alias, scene.Verdict.Evaluation.Address.Form);
    }

    private static Scene Pasted() => Scene.Open().Calling(call => call with { Host = Scene.DefaultHost });
}
