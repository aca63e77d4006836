using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// re:Post "api-gateway-vpc-connections" and API Gateway guide, "Custom domain names for private APIs": a name of one's own needs a
/// certificate, and a record alone brings none.
/// </summary>
public sealed class CertificateNameTests
{
    [Theory]
    [InlineData(Scene.AliasHost)]
    [InlineData(Scene.DefaultHost)]
    [InlineData(Scene.EndpointHost)]
    public void A_CNAME_to_a_name_of_API_Gateway_fails_at_the_certificate(string target) =>
        Named(target)
            .Expect(CheckName.NameResolves, CheckStatus.Passed, target)
            .Expect(
                CheckName.RequestHost,
                CheckStatus.Failed,
                "shows the certificate for *.execute-api.eu-west-1.amazonaws.com",
                "is not for api.example.com",
                "403 Forbidden",
                $"Invoke-PrivateApi -RestApiId {Scene.Api}",
                "private custom domain"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.TlsFailed);

    [Fact]
    public void A_Host_header_does_not_help_since_TLS_asks_for_the_URLs_name() =>
        Named(Scene.AliasHost)
            .Calling(call => call with { HostHeader = Scene.DefaultHost, ApiIdHeader = Scene.Api })
            .Expect(CallFailure.TlsFailed);

    [Fact]
    public void A_private_custom_domain_has_its_certificate() =>
        Named(Scene.EndpointHost)
            .With(s =>
                s with
                {
                    Domains =
                    [
                        new DomainFact
                        {
                            Name = "api.example.com",
                            OwnerId = Scene.Account,
                            Associated = [Scene.Vpce],
                        },
                    ],
                }
            )
            .Calling(call => call with { DomainName = "api.example.com" })
            .Expect(CheckName.RequestHost, CheckStatus.Passed, "custom domain");

    [Fact]
    public void Without_the_right_to_look_for_domains_nothing_is_claimed() =>
        Named(Scene.AliasHost)
            .Denied("Domain", "apigateway:GET", s => s)
            .Expect(CheckName.RequestHost, CheckStatus.Skipped)
            .Expect(Verdict.Unknown);

    private static Scene Named(string target) =>
        Scene
            .Open()
            .Calling(call => call with { Host = "api.example.com" })
            .With(s => s with { HostedZones = [Zone("example.com", Record("api.example.com", "CNAME", target))] });
}
