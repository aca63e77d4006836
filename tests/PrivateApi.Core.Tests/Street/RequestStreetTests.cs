using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Street;

/// <summary>What the client sends: Host, headers, signature, key, path.</summary>
public sealed class RequestStreetTests
{
    private const string Answer =
        "< HTTP/1.1 403 Forbidden\n< x-amzn-ErrorType: ForbiddenException\n< x-amz-apigw-id: a=\n<\n{\"message\":\"Forbidden\"}";

    private const string OwnPolicy =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*"}]}""";

    [Fact]
    [Trait(ReportTests.Trait, "11")]
    public void The_endpoints_own_name_as_Host_names_no_API()
    {
        ByEndpoint()
            .Calling(call => call with { HostHeader = Scene.EndpointHost })
            .Names(11, CheckStatus.Failed)
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        StreetScene.Explains(
            11,
            $"* Connected to {Scene.EndpointHost} (10.0.1.5) port 443\n> GET /demo/pets HTTP/1.1\n> Host: {Scene.EndpointHost}\n>\n{Answer}"
        );
    }

    [Fact]
    [Trait(ReportTests.Trait, "12")]
    public void A_preflight_cannot_name_the_API_by_a_header()
    {
        ByEndpoint()
            .Calling(call => call with { Method = "OPTIONS", IsFromBrowser = true, ApiIdHeader = Scene.Api })
            .Names(12, CheckStatus.Failed, "a browser sends neither")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        StreetScene.Explains(
            12,
            $"Access to XMLHttpRequest at 'https://{Scene.EndpointHost}/demo/pets' from origin 'https://app.example.com' has been blocked "
                + "by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status."
        );
    }

    [Fact]
    [Trait(ReportTests.Trait, "13")]
    public void A_signature_for_another_host_is_said_with_both_hosts()
    {
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
            .Names(13, CheckStatus.Failed, $"signature is made for the host {Scene.EndpointHost}", Scene.DefaultHost)
            .Expect(Verdict.Blocked);
        StreetScene.Explains(
            13,
            """{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."}"""
        );
    }

    [Fact]
    [Trait(ReportTests.Trait, "15")]
    public void A_bearer_token_behind_an_endpoint_policy_of_ones_own_is_read_as_a_signature()
    {
        Scene
            .Open()
            .WithEndpoint(endpoint => endpoint with { Policy = OwnPolicy })
            .Calling(call => call with { HasOtherAuthorization = true })
            .Names(15, CheckStatus.Failed, "reads the Authorization header")
            .ExpectAnswer(403, "IncompleteSignatureException", "Authorization header requires 'Credential' parameter.");
        StreetScene.Explains(
            15,
            "* Connected to abc123def4.execute-api.eu-west-1.amazonaws.com (10.0.1.5) port 443\n< HTTP/1.1 403 Forbidden\n"
                + "< x-amzn-ErrorType: IncompleteSignatureException\n\n"
                + """{"message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter."}"""
        );
    }

    [Fact]
    [Trait(ReportTests.Trait, "31")]
    public void A_URL_without_a_stage_is_mended_and_no_stage_is_made_for_it()
    {
        Scene scene = Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost, StageName = "pets", Path = "/" })
            .Names(31, CheckStatus.Failed, "the URL has no stage", "-StageName demo")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Assert.DoesNotContain("Publish-", scene[CheckName.StageDeployed].Remedy!.ToString(), StringComparison.Ordinal);
        StreetScene.Explains(31, $"> GET / HTTP/1.1\n> Host: {Scene.DefaultHost}\n>\n{Answer}\nhttps://{Scene.DefaultHost}/");
    }

    [Fact]
    [Trait(ReportTests.Trait, "37")]
    public void A_key_that_is_in_no_plan_is_refused_although_it_exists()
    {
        Scene
            .Open()
            .WithMethod(method => method with { ApiKeyRequired = true })
            .With(s =>
                s with
                {
                    ApiKeys =
                    [
                        new ApiKeyFact
                        {
                            Id = "key1",
                            Name = "mobile",
                            IsEnabled = true,
                        },
                    ],
                }
            )
            .Calling(call => call with { HasApiKey = true, ApiKeyId = "key1" })
            .Names(37, CheckStatus.Failed, "is in no usage plan", "New-AGUsagePlanKey")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        StreetScene.Explains(37, StreetScene.Forbidden);
    }

    [Fact]
    [Trait(ReportTests.Trait, "38")]
    public void A_preflight_that_requires_a_key_is_the_fault_and_not_the_missing_key()
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method => method with { Verb = "OPTIONS", ApiKeyRequired = true, ResourceId = "r1a2b3" })
            .Calling(call => call with { Method = "OPTIONS" })
            .Names(38, CheckStatus.Failed, "browsers send none with a preflight", "'/apiKeyRequired'")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Assert.DoesNotContain("-ApiKey", scene[CheckName.ApiKey].Remedy!.ToString(), StringComparison.Ordinal);
    }

    private static Scene ByEndpoint() => Scene.Open().Calling(call => call with { Host = Scene.EndpointHost, VpcEndpointId = Scene.Vpce });
}
