// Over 250 lines: one row for each text that people reported.
using PrivateApi.Model;
using PrivateApi.Reachability.Observed;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Texts as people reported them, and the cause that the thread or AWS's page gives for them. Ids and names are made up where the
/// report hides them.
/// </summary>
public sealed class ErrorResolverTests
{
    private const string Host = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";
    private const string Arn = "arn:aws:execute-api:eu-west-1:********3333:a1b2c3d4e5/prod/GET/pets";
    private const string Anonymous = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: " + Arn;

    /// <summary>Text, first cause, where text and cause are from.</summary>
    public static TheoryData<string, string, string> Reports() =>
        new()
        {
            // Policies.
            {
                "{\"Message\":\"" + Anonymous + " because no resource-based policy allows the execute-api:Invoke action\"}",
                "Stated ResourcePolicyDenied",
                "IAM User Guide, Troubleshoot access denied error messages"
            },
            {
                "{\"Message\":\"" + Anonymous + " with an explicit deny in a resource-based policy\"}",
                "Stated ResourcePolicyDenied",
                "IAM User Guide, Troubleshoot access denied error messages"
            },
            {
                Anonymous + " because no VPC endpoint policy allows the execute-api:Invoke action",
                "Stated EndpointPolicyDenied",
                "re:Post api-gateway-access-denied; the text without its JSON"
            },
            {
                "HTTPError: 403 b'{\"Message\":\"" + Anonymous + " with an explicit deny in a VPC endpoint policy\"}'",
                "Stated EndpointPolicyDenied",
                "IAM User Guide; as Python prints bytes"
            },
            {
                "{\\\"Message\\\":\\\"" + Anonymous + "\\\"}",
                "Possible PolicyDenied",
                "re:Post api-gateway-troubleshoot-403-forbidden; JSON inside a log line's JSON"
            },
            {
                "{\"Message\":\"" + Anonymous + " with an explicit deny\"}",
                "Stated PolicyDenied",
                "re:Post api-gateway-troubleshoot-403-forbidden"
            },
            {
                "User: arn:aws:sts::111122223333:assumed-role/app/i-0 is not authorized to perform: execute-api:Invoke on resource: "
                    + Arn
                    + " because no identity-based policy allows the execute-api:Invoke action",
                "Stated IdentityPolicyDenied",
                "guidance-for-claude-code-with-amazon-bedrock#598"
            },
            {
                """{"Message":"User is not authorized to access this resource with an explicit deny"}""",
                "Stated AuthorizerDenied",
                "re:Post api-gateway-troubleshoot-403-forbidden"
            },
            // The other refusals.
            { """{"message":"Missing Authentication Token"}""", "Possible MethodUnknown", "re:Post; localstack's recording of AWS" },
            { "message: Missing Authentication Token", "Possible MethodUnknown", "the same without its JSON" },
            {
                """{"message":"The security token included in the request is invalid."}""",
                "Stated CredentialsInvalid",
                "re:Post api-gateway-troubleshoot-403-forbidden"
            },
            {
                "x-amzn-ErrorType: UnrecognizedClientException",
                "Stated CredentialsInvalid",
                "IAM User Guide, Troubleshoot signing; the header alone"
            },
            {
                "ExpiredTokenException: The security token included in the request is expired",
                "Stated CredentialsInvalid",
                "API Gateway guide, Gateway response types (EXPIRED_TOKEN)"
            },
            {
                """{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'GET\n/prod/pets'"}""",
                "Stated SignatureWrong",
                "okigan/awscurl#68: signed for another host"
            },
            {
                """{"message":"Signature expired: 20261129T100000Z is now earlier than 20261129T101500Z (20261129T102000Z - 5 min.)"}""",
                "Stated SignatureExpired",
                "re:Post api-gateway-troubleshoot-403-forbidden"
            },
            {
                """{"message":"Signature not yet current: 20261129T102000Z is still later than 20261129T101500Z (20261129T101000Z + 5 min.)"}""",
                "Stated SignatureExpired",
                "IAM User Guide, Troubleshoot Signature Version 4"
            },
            {
                """{"message":"Credential should be scoped to a valid region, not 'us-east-1'. "}""",
                "Stated SignatureScopeWrong",
                "IAM User Guide, Troubleshoot Signature Version 4"
            },
            {
                """{"message":"Credential should be scoped to correct service: 'execute-api'. "}""",
                "Stated SignatureScopeWrong",
                "IAM User Guide, Troubleshoot Signature Version 4"
            },
            {
                """{"message":"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=Bearer abc"}""",
                "Possible MethodUnknown",
                "aws/chalice#828: the route was not there"
            },
            {
                """{"message":"'abc' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc'."}""",
                "Possible MethodUnknown",
                "amazon-archives/aws-cognito-angular-quickstart#50"
            },
            {
                """{"message":"'/20261129/eu-west-1/execute-api/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE /20261129/eu-west-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=0'."}""",
                "Stated SignatureWrong",
                "aws/aws-sdk-go#289: a space in the access key"
            },
            { """{"message":"Unauthorized"}""", "Stated TokenRefused", "API Gateway guide, Gateway response types (UNAUTHORIZED)" },
            { """{"message":"The incoming token has expired"}""", "Stated TokenRefused", "reports of expired tokens of user pools" },
            { """{"message":"Too Many Requests"}""", "Stated Throttled", "API Gateway guide, Throttle requests to your REST APIs" },
            { """{"message":"Limit Exceeded"}""", "Stated QuotaExceeded", "API Gateway guide, Gateway response types (QUOTA_EXCEEDED)" },
            {
                "HTTP/1.1 403 Forbidden\nx-amzn-waf-action: captcha\nx-amzn-ErrorType: ForbiddenException\n\n{\"message\":\"Forbidden\"}",
                "Likely WebAclBlocked",
                "AWS WAF guide, How the CAPTCHA and Challenge rule actions work"
            },
            // The backend.
            { "{\"message\": \"Internal server error\"}", "Possible IntegrationFault", "re:Post api-gateway-internal-server-error" },
            {
                "HTTP/2 502\nx-amzn-errortype: InternalServerErrorException\nx-amz-apigw-id: "
                    + "a=\n\n{\"message\": \"Internal server error\"}",
                "Stated IntegrationAnswerMalformed",
                "re:Post malformed-502-api-gateway"
            },
            { "{\"message\": \"Endpoint request timed out\"}", "Stated IntegrationTimedOut", "re:Post api-gateway-504-errors" },
            {
                "{\"message\": \"Network error communicating with endpoint\"}",
                "Stated IntegrationUnreachable",
                "aws/apprunner-roadmap#193: the load balancer behind the VPC link"
            },
            {
                "Execution failed due to configuration error: Invalid permissions on Lambda function",
                "Stated FunctionPermissionMissing",
                "re:Post api-gateway-rest-api-lambda-integrations"
            },
            {
                "Sun Nov 29 10:00:00 UTC 2026 : Execution failed due to configuration error: Malformed Lambda proxy response",
                "Stated IntegrationAnswerMalformed",
                "re:Post malformed-502-api-gateway"
            },
            {
                "The client is not authorized to perform this operation.",
                "Stated PolicyDenied",
                "re:Post api-gateway-private-endpoint-connection; the execution log of a refused call"
            },
            // Names.
            { "curl: (6) Could not resolve host: " + Host, "Possible CallerOutsideVpc", "onmyway133/blog#1058" },
            {
                $"requests.exceptions.ConnectionError: HTTPSConnectionPool(host='{Host}', port=443): "
                    + "Max retries exceeded with url: /prod (Caused by NameResolutionError(\"<urllib3.connection.HTTPSConnection "
                    + $"object at 0x7f>: Failed to resolve '{Host}' ([Errno -2] Name or service not known)\"))",
                "Possible CallerOutsideVpc",
                "the same in Python"
            },
            {
                $"Error: getaddrinfo ENOTFOUND {Host}\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:118:26)",
                "Possible CallerOutsideVpc",
                "the same in Node"
            },
            { $"java.net.UnknownHostException: {Host}: Name or service not known", "Possible CallerOutsideVpc", "the same in Java" },
            {
                $"Get \"https://{Host}/prod\": dial tcp: lookup {Host} on 10.0.0.2:53: no such host",
                "Possible CallerOutsideVpc",
                "the same in Go"
            },
            { $"HttpRequestException: No such host is known. ({Host}:443)", "Possible CallerOutsideVpc", "the same in .NET" },
            {
                "curl: (6) Could not resolve host: a1b2c3d4e5-vpce-0a1b2c3d4e5f60718.execute-api.eu-west-1.amazonaws.com",
                "Likely AliasMissing",
                "API Gateway guide, Invoke a private API: the alias exists for an associated endpoint"
            },
            {
                "curl: (6) Could not resolve host: vpce-0a1b2c3d4e5f60718-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com",
                "Likely EndpointUnknown",
                "PrivateLink guide, DNS resolution: an endpoint's own names are public"
            },
            {
                "curl: (6) Could not resolve host: api.corp.example",
                "Likely RecordMissing",
                "API Gateway guide, Custom domain names for private APIs"
            },
            { $"Error: getaddrinfo EAI_AGAIN {Host}", "Stated NameServerUnreachable", "re:Post on Direct Connect: port 53 closed" },
            {
                $"dial tcp: lookup {Host} on 10.0.0.2:53: read udp 10.0.1.9:41234->10.0.0.2:53: i/o timeout",
                "Stated NameServerUnreachable",
                "aws/containers-roadmap#22, own name servers"
            },
            // Connections.
            {
                "* Trying 10.0.1.5:443...\n* connect to 10.0.1.5 port 443 failed: Connection timed out\ncurl: "
                    + $"(28) Failed to connect to {Host} port 443 after 130000 ms: Connection timed out",
                "Possible EndpointFirewallBlocks",
                "rubyonjets/jets#339: the endpoint's security group was closed"
            },
            {
                $"HTTPSConnectionPool(host='{Host}', port=443): Max retries exceeded with url: "
                    + "/prod (Caused by ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, "
                    + $"'Connection to {Host} timed out. (connect timeout=5)'))",
                "Possible EndpointFirewallBlocks",
                "the same in Python"
            },
            { $"connect ETIMEDOUT 10.0.1.5:443", "Possible EndpointFirewallBlocks", "the same in Node" },
            { $"Get \"https://{Host}/prod\": dial tcp 10.0.1.5:443: i/o timeout", "Possible EndpointFirewallBlocks", "the same in Go" },
            { "java.net.http.HttpConnectTimeoutException: HTTP connect timed out", "Possible EndpointFirewallBlocks", "the same in Java" },
            {
                $"A connection attempt failed because the connected party did not properly respond after a period of time. ({Host}:443)",
                "Possible EndpointFirewallBlocks",
                "the same in .NET"
            },
            {
                $"*   Trying 52.1.2.3:443...\ncurl: (28) Failed to connect to {Host} port 443 after 10001 ms: Timeout was reached",
                "Likely PublicAddressCalled",
                "re:Post api-gateway-vpc-connections: compare the address with the endpoint's"
            },
            { "connect ECONNREFUSED 127.0.0.1:443", "Likely AddressElsewhere", "Node.js errors; an endpoint listens on 443" },
            { "curl: (7) Failed to connect: No route to host", "Stated RouteMissing", "libcurl errors" },
            {
                "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
                "Likely ClientTimeoutTooShort",
                "libcurl errors, CURLE_OPERATION_TIMEDOUT"
            },
            // TLS.
            {
                "curl: (60) SSL: no alternative certificate subject name matches target host name "
                    + "'api.example.com'\nMore details here: https://curl.se/docs/sslcerts.html",
                "Stated CertificateNameWrong",
                "aws-samples/serverless-samples#72"
            },
            {
                "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
                    + "Hostname mismatch, certificate is not valid for 'api.example.com'. "
                    + "(_ssl.c:1000)",
                "Stated CertificateNameWrong",
                "the same in Python"
            },
            {
                "Hostname/IP does not match certificate's altnames: Host: api.example.com. "
                    + "is not in the cert's altnames: DNS:*.execute-api.eu-west-1.amazonaws.com\n  code: "
                    + "'ERR_TLS_CERT_ALTNAME_INVALID'",
                "Stated CertificateNameWrong",
                "the same in Node"
            },
            { "curl: (35) error:0A000458:SSL routines::tlsv1 unrecognized name", "Stated ServerNameUnknown", "RFC 6066, section 3" },
            {
                "curl: (60) SSL certificate problem: self-signed certificate in certificate chain",
                "Likely TlsIntercepted",
                "libcurl errors; certificates of execute-api are Amazon's public ones"
            },
            // Browsers.
            {
                $"Access to fetch at 'https://{Host}/prod/pets' from origin 'https://app.example.com' has been blocked by CORS "
                    + "policy: Response to preflight request doesn't pass access control check: "
                    + "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
                "Stated PreflightRefused",
                "awslabs/aws-api-gateway-developer-portal#75; aws-amplify/amplify-js#6514"
            },
            {
                $"Access to fetch at 'https://{Host}/prod/pets' from origin 'https://app.example.com' has been blocked by CORS "
                    + "policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
                "Stated CorsHeaderMissing",
                "MDN, CORS errors"
            },
            // The control plane.
            {
                "Error: creating API Gateway Deployment: BadRequestException: Private REST API doesn't "
                    + "have a resource policy attached to it",
                "Stated PolicyMissing",
                "hashicorp/terraform-provider-aws#14290"
            },
            {
                "private-dns-enabled cannot be set because there is already a conflicting DNS domain for "
                    + "*.execute-api.us-east-1.amazonaws.com in the VPC vpc-0a1b2c3d",
                "Stated PrivateDnsConflict",
                "fortinet/fortigate-autoscale-aws#43"
            },
            {
                "The VPC endpoint service com.amazonaws.eu-west-1.execute-api does not support the "
                    + "availability zone of the subnet: subnet-0a1b2c3d.",
                "Stated ServiceUnavailable",
                "aws/aws-cdk#4912"
            },
            {
                "BadRequestException: There is already an update in progress. Please wait until the current "
                    + "update finishes before making another request.",
                "Stated ChangeInProgress",
                "hashicorp/terraform-provider-aws#45905"
            },
            // Somebody else.
            {
                "HTTP/1.1 403 Forbidden\nServer: nginx\n\n<html>\r\n<head><title>403 "
                    + "Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx</center>",
                "Stated NotApiGateway",
                "nginx's own page"
            },
            {
                "HTTP/1.1 503 Service Temporarily Unavailable\nServer: awselb/2.0\n\n<html><head><title>503 Service "
                    + "Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily "
                    + "Unavailable</h1></center></body></html>",
                "Stated NotApiGateway",
                "Application Load Balancer guide, Troubleshoot: no registered targets"
            },
            { "curl: (56) Received HTTP code 403 from proxy after CONNECT", "Stated ProxyRefused", "libcurl errors" },
            {
                "HTTP/1.1 404 Not Found\napigw-requestid: ABC=\ncontent-type: application/json\n\n{\"message\":\"Not Found\"}",
                "Likely ApiPublic",
                "terraform-aws-modules/terraform-aws-apigateway-v2#6: an HTTP API"
            },
            // Too little, or nothing.
            {
                $"requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://{Host}/prod/pets",
                "Unknown AnswerNotShown",
                "the body is what tells causes apart: re:Post api-gateway-troubleshoot-403-forbidden"
            },
            { "Segmentation fault (core dumped)", "Unknown NotKnown", "nothing of this kind" },
        };

    [Theory]
    [MemberData(nameof(Reports))]
    public void A_reported_text_names_the_cause_that_its_source_names(string text, string first, string source)
    {
        IReadOnlyList<ErrorCause> causes = ErrorResolver.Resolve(text);
        Assert.True(first == $"{causes[0].Certainty} {causes[0].Cause}", $"{source}: {string.Join(" | ", causes)}");
        Assert.Equal(Enumerable.Range(1, causes.Count), causes.Select(cause => cause.Order));
        Assert.All(
            causes,
            cause =>
            {
                Assert.NotEmpty(cause.Evidence);
                Assert.NotEmpty(cause.Command);
                Assert.Equal(cause.Certainty != CauseCertainty.Unknown, cause.Source is not null);
            }
        );
    }

    // re:Post, "How do I troubleshoot API Gateway HTTP 403 Forbidden errors?", and domain facts of tests/AnswerClassifierTests.
    [Fact]
    public void A_plain_Forbidden_has_six_causes_and_none_of_them_is_called_certain()
    {
        IReadOnlyList<ErrorCause> causes = ErrorResolver.Resolve("""{"message":"Forbidden"}""");
        Assert.Equal(
            ["ApiUnknown", "ApiPublic", "StageUnknown", "ApiKeyRefused", "WebAclBlocked", "DefaultEndpointDisabled"],
            causes.Select(cause => cause.Cause)
        );
        Assert.All(causes, cause => Assert.Equal(CauseCertainty.Possible, cause.Certainty));
    }

    // CloudSnorkel/cdk-github-runners#325: private DNS was off; re:Post: a caller outside, VPC attributes, own name servers.
    [Fact]
    public void A_default_name_that_does_not_resolve_has_four_causes_and_the_text_knows_none_better()
    {
        IReadOnlyList<ErrorCause> causes = ErrorResolver.Resolve("curl: (6) Could not resolve host: " + Host);
        Assert.Equal(["CallerOutsideVpc", "PrivateDnsDisabled", "VpcDnsDisabled", "OtherNameServers"], causes.Select(cause => cause.Cause));
        Assert.All(causes, cause => Assert.Equal(CauseCertainty.Possible, cause.Certainty));
    }

    // aws/aws-sdk-php#1955: the stage was missing in the URL.
    [Fact]
    public void A_URL_without_a_stage_puts_the_missing_stage_first()
    {
        ErrorCause first = ErrorResolver.Resolve(
            $"> GET / HTTP/1.1\n> Host: {Host}\n>\n< HTTP/1.1 403 Forbidden\n< x-amz-apigw-id: "
                + $"a=\n{{\"message\":\"Forbidden\"}}\nhttps://{Host}/"
        )[0];
        Assert.Equal("Likely StageUnknown", $"{first.Certainty} {first.Cause}");
        Assert.Contains("the URL has no stage", first.Evidence, StringComparison.Ordinal);
    }

    // awslabs/aws-api-gateway-developer-portal#75: the client sent the endpoint's name as Host.
    [Fact]
    public void A_Host_header_that_names_no_API_is_seen_in_the_output_of_curl()
    {
        const string Endpoint = "vpce-0a1b2c3d4e5f60718-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com";
        const string Answer =
            "< HTTP/1.1 403 Forbidden\n< x-amzn-ErrorType: ForbiddenException\n< x-amz-apigw-id: a=\n<\n{\"message\":\"Forbidden\"}";
        string request = $"* Connected to {Endpoint} (10.0.1.5) port 443\n> GET /prod/pets HTTP/1.1\n> Host: {Endpoint}\n";
        ErrorCause wrong = ErrorResolver.Resolve(request + ">\n" + Answer)[0];
        Assert.Equal("Likely ApiUnknown", $"{wrong.Certainty} {wrong.Cause}");
        ErrorCause right = ErrorResolver.Resolve(request + "> x-apigw-api-id: a1b2c3d4e5\n>\n" + Answer)[0];
        Assert.Equal(CauseCertainty.Possible, right.Certainty);
        Assert.Equal("a1b2c3d4e5", right.RestApiId);
    }

    // re:Post, api-gateway-vpc-connections: only a call through an endpoint meets this.
    [Fact]
    public void A_call_to_a_public_address_did_not_fail_for_going_through_an_endpoint()
    {
        string text = $"* Connected to {Host} (52.1.2.3) port 443\n{{\"message\":\"Forbidden\"}}";
        Assert.DoesNotContain(ErrorResolver.Resolve(text), cause => cause.Cause == "ApiPublic");
        Assert.Contains(
            ErrorResolver.Resolve(text.Replace("52.1.2.3", "10.0.1.5", StringComparison.Ordinal)),
            cause => cause.Cause == "ApiPublic"
        );
    }

    [Fact]
    public void What_the_text_names_is_read_out_and_used()
    {
        ErrorCause cause = ErrorResolver.Resolve(
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                + "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/POST/pets/7 "
                + "because no resource-based policy allows the execute-api:Invoke action (vpce-0a1b2c3d4e5f60718)"
        )[0];
        Assert.Equal("a1b2c3d4e5 prod eu-west-1 111122223333", $"{cause.RestApiId} {cause.StageName} {cause.Region} {cause.AccountId}");
        Assert.Equal("vpce-0a1b2c3d4e5f60718", cause.VpcEndpointId);
        Assert.Equal(403, cause.StatusCode);
        Assert.StartsWith(
            "Test-PrivateApi -RestApiId a1b2c3d4e5 -StageName prod -Method POST -Path '/pets/7' "
                + "-VpcEndpointId vpce-0a1b2c3d4e5f60718 -Region eu-west-1",
            cause.Command,
            StringComparison.Ordinal
        );
    }

    // aws/chalice#828 quotes its token; awscurl#68 its session token. None of ours may.
    [Theory]
    [InlineData("{\"message\":\"Authorization header requires 'Credential' parameter. Authorization=Bearer TOPSECRET\"}")]
    [InlineData(
        "{\"message\":\"'TOPSECRET' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer TOPSECRET'.\"}"
    )]
    [InlineData("> GET /prod HTTP/1.1\n> x-api-key: TOPSECRET\n< HTTP/1.1 403 Forbidden\n{\"message\":\"Forbidden\"}")]
    [InlineData("x-api-key: TOPSECRET is what I sent")]
    [InlineData("> Authorization: AWS4-HMAC-SHA256 Credential=TOPSECRET/20261129, Signature=TOPSECRET")]
    [InlineData(
        "curl: (6) Could not resolve host: x https://user:TOPSECRET@a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod?apikey=TOPSECRET"
    )]
    [InlineData(
        "{\"message\":\"The request signature we calculated does not match the signature you "
            + "provided.\\n'GET\\nx-amz-security-token:TOPSECRET\\n'\"}"
    )]
    [InlineData("Authorization=Bearer TOPSECRET")]
    public void Secrets_of_the_text_are_in_no_result(string text)
    {
        foreach (ErrorCause cause in ErrorResolver.Resolve(text))
        {
            Assert.DoesNotContain("TOPSECRET", $"{cause.ToText(false)} {cause.HostName} {cause.Source} {cause}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_answer_that_is_no_failure_has_no_cause() =>
        Assert.Empty(ErrorResolver.Resolve("HTTP/1.1 200 OK\nx-amz-apigw-id: a=\n\n[]"));

    // The names of the API's own gateway, as a proxy in front changes them.
    [Fact]
    public void An_answer_whose_headers_lack_API_Gateways_mark_is_said_to_be_somebody_elses()
    {
        ErrorCause cause = ErrorResolver.Resolve("HTTP/1.1 403 Forbidden\ncontent-type: text/plain\nvia: 1.1 proxy\n\nBlocked")[0];
        Assert.Equal("Likely NotApiGateway", $"{cause.Certainty} {cause.Cause}");
    }
}
