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
    private const string ExecuteApi = "execute-api.eu-west-1.amazonaws.com";

    [Theory]
    [InlineData(ExecuteApi)]
    [InlineData("amazonaws.com")]
    public void A_zone_for_all_APIs_lacks_the_wildcard(string zone) =>
        Hidden(zone)
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "has no record for it, which hides every other answer",
                "Edit-R53ResourceRecordSet -HostedZoneId Z0PRIVATE -ChangeBatch_Change",
                $"Name = '*.{ExecuteApi}'; Type = 'CNAME'",
                $"Value = '{Scene.EndpointHost}'"
            )
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void A_zone_for_one_API_lacks_its_apex_which_only_an_alias_can_be() =>
        Hidden(Scene.DefaultHost)
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                $"Name = '{Scene.DefaultHost}'; Type = 'A'; AliasTarget = @{{ DNSName = '{Scene.EndpointHost}'"
            );

    [Fact]
    public void An_endpoint_whose_names_zone_is_known_gets_an_alias() =>
        Hidden(ExecuteApi)
            .WithEndpoint(item => item with { NamesZoneId = "Z0NAMES" })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "Type = 'A'", "HostedZoneId = 'Z0NAMES'; EvaluateTargetHealth = $false");

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
