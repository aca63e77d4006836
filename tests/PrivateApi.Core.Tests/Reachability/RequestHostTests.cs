using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Invoke a private API using an endpoint's public DNS names": the call needs x-apigw-api-id, or a Host that names
/// the API. Reports: aws-serverless-developer-portal#75, amplify-js#6514, awscurl#68, aws-sdk-ruby#2339, blog.cheo.dev.
/// </summary>
public sealed class RequestHostTests
{
    private const string Custom =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*"}]}""";

    [Fact]
    public void A_call_that_was_described_by_ids_carries_the_Host_that_its_form_needs() =>
        Scene
            .Open()
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(CheckName.RequestHost, CheckStatus.Passed, Scene.DefaultHost)
            .Expect(Verdict.Reachable);

    [Fact]
    public void An_endpoints_own_name_without_more_gets_403_Forbidden() =>
        ByEndpoint()
            .Expect(CheckName.RequestHost, CheckStatus.Failed, "nothing says which API")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Theory]
    [InlineData(Scene.DefaultHost, null)]
    [InlineData(Scene.AliasHost, null)]
    [InlineData(null, Scene.Api)]
    public void A_Host_or_x_apigw_api_id_that_names_the_API_lets_it_through(string? host, string? id) =>
        ByEndpoint()
            .Calling(call => call with { HostHeader = host, ApiIdHeader = id })
            .Expect(CheckName.RequestHost, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Theory]
    [InlineData("zzz999zzz9.execute-api.eu-west-1.amazonaws.com", null)]
    [InlineData(null, "zzz999zzz9")]
    public void One_that_names_another_API_calls_that_one(string? host, string? id) =>
        ByEndpoint()
            .Calling(call => call with { HostHeader = host, ApiIdHeader = id })
            .Expect(CheckName.RequestHost, CheckStatus.Failed, "names zzz999zzz9, so the call goes to that API")
            .Expect(Verdict.Blocked);

    [Fact]
    public void The_endpoints_name_as_Host_is_no_name_of_the_API() =>
        ByEndpoint()
            .Calling(call => call with { HostHeader = Scene.EndpointHost })
            .Expect(CheckName.RequestHost, CheckStatus.Failed)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void A_record_that_leads_to_the_endpoint_brings_no_certificate_for_its_name() =>
        Scene
            .Open()
            .With(s => s with { HostedZones = [Zone("example.com", Record("api.example.com", "CNAME", Scene.EndpointHost))] })
            .Calling(call => call with { Host = "api.example.com" })
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(CheckName.RequestHost, CheckStatus.Failed, "is not for api.example.com", "the gateway still looks at the Host")
            .Expect(CallFailure.TlsFailed)
            .Calling(call => call with { HostHeader = Scene.DefaultHost })
            .Expect(CallFailure.TlsFailed);

    [Fact]
    public void A_host_that_could_not_be_looked_up_is_unknown_and_not_blocked() =>
        Scene
            .Open()
            .With(s => s with { HostedZones = [Zone("example.com", Record("api.example.com", "CNAME", Scene.EndpointHost))] })
            .Calling(call => call with { Host = "api.example.com", IsHostUnread = true })
            .Expect(CheckName.RequestHost, CheckStatus.Skipped, "apigateway:GET")
            .Expect(Verdict.Unknown);

    [Fact]
    public void A_preflight_through_an_endpoints_own_name_cannot_name_the_API() =>
        ByEndpoint()
            .Calling(call => call with { Method = "OPTIONS", IsFromBrowser = true, ApiIdHeader = Scene.Api })
            .Expect(CheckName.RequestHost, CheckStatus.Failed, "a browser sends neither")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void The_call_of_a_page_is_warned_that_its_preflight_fails() =>
        ByEndpoint()
            .Calling(call => call with { IsFromBrowser = true, ApiIdHeader = Scene.Api })
            .Expect(CheckName.RequestHost, CheckStatus.Warning, "preflight");

    [Theory]
    [InlineData("NONE", Custom, CheckStatus.Failed)]
    [InlineData("NONE", null, CheckStatus.Passed)]
    [InlineData("NONE", """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""", CheckStatus.Passed)]
    [InlineData("CUSTOM", Custom, CheckStatus.Passed)]
    public void A_bearer_token_is_read_as_a_signature_behind_a_policy_of_ones_own(string authorization, string? policy, CheckStatus status)
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method => method with { Authorization = authorization })
            .WithEndpoint(endpoint => endpoint with { Policy = policy })
            .Calling(call => call with { HasOtherAuthorization = true, HasToken = true })
            .Expect(CheckName.EndpointPolicy, status);
        if (status == CheckStatus.Failed)
        {
            scene.ExpectAnswer(403, "IncompleteSignatureException", "Authorization header requires 'Credential' parameter.");
            Assert.Null(scene[CheckName.EndpointPolicy].Remedy);
        }
    }

    [Fact]
    public void A_signature_for_the_name_that_is_connected_to_does_not_fit_another_Host() =>
        Scene
            .Open()
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call =>
                call with
                {
                    UrlForm = UrlForm.EndpointDns,
                    Principal = "arn:aws:iam::123456789012:role/caller",
                    SigningHost = Scene.EndpointHost,
                }
            )
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, $"signature is made for the host {Scene.EndpointHost}")
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, Scene.DefaultHost);

    private static Scene ByEndpoint() => Scene.Open().Calling(call => call with { Host = Scene.EndpointHost, VpcEndpointId = Scene.Vpce });
}
