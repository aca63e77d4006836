using PrivateApi.Reachability.Answers;

namespace PrivateApi.Tests.Reachability;

/// <summary>AWS's answers and what stands behind them. Each row names where the answer was seen or is documented.</summary>
public sealed class AnswerClassifierTests
{
    private const string Arn = "arn:aws:execute-api:eu-west-1:********3333:abcde12345/demo/GET/pets";
    private const string Anonymous = "User: anonymous is not authorized to perform: execute-api:Invoke on resource: " + Arn;
    private const string Forbidden = """{"message":"Forbidden"}""";

    private static readonly AnswerFacts AllIsWell = new()
    {
        ApiExists = true,
        ApiIsPrivate = true,
        StageExists = true,
        MethodExists = true,
        ApiKeyRequired = false,
        HasWebAcl = false,
        DefaultEndpointDisabled = false,
        SignatureRequired = false,
        EndpointAssociated = true,
    };

    [Theory]
    [InlineData(
        403,
        "ForbiddenException",
        Forbidden,
        "ApiUnknown ApiPublic StageUnknown ApiKeyRefused WebAclBlocked DefaultEndpointDisabled",
        "OWASP/Serverless-Goat#14; re:Post api-gateway-troubleshoot-403-forbidden"
    )]
    [InlineData(
        403,
        null,
        Forbidden,
        "ApiUnknown ApiPublic StageUnknown ApiKeyRefused WebAclBlocked DefaultEndpointDisabled",
        "the same without a type, as a disabled default endpoint answers: re:Post api-gateway-disable-endpoint"
    )]
    [InlineData(
        403,
        "MissingAuthenticationTokenException",
        """{"message":"Missing Authentication Token"}""",
        "MethodUnknown SignatureMissing",
        "localstack test_apigateway_common.snapshot.json, recorded from AWS"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + "\"}",
        "PolicyDenied EndpointNotAssociated",
        "re:Post api-gateway-troubleshoot-403-forbidden, older form without a suffix"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " with an explicit deny\"}",
        "PolicyDenied",
        "re:Post, older form of an explicit deny"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because no resource-based policy allows the execute-api:Invoke action\"}",
        "ResourcePolicyDenied EndpointNotAssociated",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " with an explicit deny in a resource-based policy\"}",
        "ResourcePolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because no VPC endpoint policy allows the execute-api:Invoke action\"}",
        "EndpointPolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " with an explicit deny in a VPC endpoint policy\"}",
        "EndpointPolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because no identity-based policy allows the execute-api:Invoke action\"}",
        "IdentityPolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because no permissions boundary allows the execute-api:Invoke action\"}",
        "PermissionsBoundaryDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " with an explicit deny in a session policy\"}",
        "SessionPolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\""
            + Anonymous
            + " with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1\"}",
        "ServiceControlPolicyDenied",
        "the newer form, with the policy's ARN"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " with an explicit deny transitively through a service control policy\"}",
        "ServiceControlPolicyDenied",
        "seen since 2025"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because no resource control policy allows the execute-api:Invoke action\"}",
        "ResourceControlPolicyDenied",
        "IAM User Guide, Troubleshoot access denied error messages"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        "{\"Message\":\"" + Anonymous + " because of a policy of tomorrow\"}",
        "PolicyDenied EndpointNotAssociated",
        "a suffix not known is left alone"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        """{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}""",
        "AuthorizerDenied",
        "re:Post api-gateway-troubleshoot-403-forbidden"
    )]
    [InlineData(429, "TooManyRequestsException", """{"message":"Too Many Requests"}""", "Throttled", "live transcripts; no Retry-After")]
    [InlineData(429, "LimitExceededException", """{"message":"Limit Exceeded"}""", "QuotaExceeded", "live transcripts; no Retry-After")]
    [InlineData(401, "UnauthorizedException", """{"message":"Unauthorized"}""", "TokenRefused", "live transcripts")]
    [InlineData(401, "UnauthorizedException", """{"message":"The incoming token has expired"}""", "TokenRefused", "reports")]
    [InlineData(401, null, """{"message":"The incoming token has expired"}""", "TokenRefused", "the same without a type")]
    [InlineData(500, "AuthorizerConfigurationException", """{"message":null}""", "AuthorizerBroken", "localstack's gateway responses")]
    [InlineData(500, null, """{"message": null}""", "AuthorizerBroken IntegrationAnswered", "the same without a type")]
    [InlineData(
        403,
        "InvalidSignatureException",
        """{"message":"The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method."}""",
        "SignatureWrong",
        "developer guide, Gateway response types (INVALID_SIGNATURE)"
    )]
    [InlineData(
        403,
        "InvalidSignatureException",
        """{"message":"Signature expired: 20261122T000000Z is now earlier than 20261122T002000Z"}""",
        "SignatureExpired",
        "re:Post api-gateway-troubleshoot-403-forbidden"
    )]
    [InlineData(
        403,
        "UnrecognizedClientException",
        """{"message":"The security token included in the request is invalid."}""",
        "CredentialsInvalid",
        "re:Post; the type differs by front end"
    )]
    [InlineData(
        403,
        "InvalidSignatureException",
        """{"message":"The security token included in the request is invalid."}""",
        "CredentialsInvalid",
        "re:Post; the type differs by front end"
    )]
    [InlineData(
        403,
        "AccessDeniedException",
        """{"message":"The security token included in the request is invalid."}""",
        "CredentialsInvalid",
        "re:Post; the type differs by front end"
    )]
    [InlineData(
        500,
        "InternalServerErrorException",
        """{"message": "Internal server error"}""",
        "IntegrationFault IntegrationUnreachable",
        "localstack snapshots, recorded from AWS"
    )]
    [InlineData(
        502,
        "InternalServerErrorException",
        """{"message": "Internal server error"}""",
        "IntegrationAnswerMalformed",
        "localstack snapshots, recorded from AWS"
    )]
    [InlineData(
        504,
        "InternalServerErrorException",
        """{"message": "Endpoint request timed out"}""",
        "IntegrationTimedOut",
        "live transcript"
    )]
    [InlineData(
        504,
        "InternalServerErrorException",
        """{"message": "Network error communicating with endpoint"}""",
        "IntegrationUnreachable",
        "developer guide, Gateway response types (INTEGRATION_FAILURE)"
    )]
    [InlineData(
        400,
        "BadRequestException",
        """{"message":"Missing required request parameters: [type]"}""",
        "RequestInvalid",
        "localstack snapshots, recorded from AWS"
    )]
    [InlineData(
        415,
        "UnsupportedMediaTypeException",
        """{"message":"Unsupported Media Type"}""",
        "MediaTypeUnsupported",
        "localstack snapshots, recorded from AWS"
    )]
    [InlineData(415, null, """{"message":"Unsupported Media Type"}""", "MediaTypeUnsupported", "localstack snapshots, recorded from AWS")]
    [InlineData(
        413,
        null,
        """{"message":"Request Too Long"}""",
        "RequestTooLarge",
        "developer guide, Gateway response types (REQUEST_TOO_LARGE)"
    )]
    [InlineData(404, null, """{"error":"no such pet"}""", "IntegrationAnswered", "no error type: the backend's own answer")]
    public void An_answer_names_its_possible_causes(int status, string? type, string body, string causes, string source)
    {
        IReadOnlyList<AnswerCause> found = AnswerClassifier.Classify(Answer(status, type, body));
        Assert.True(
            causes == string.Join(' ', found.Select(cause => cause.Kind)),
            $"{source}: {string.Join(' ', found.Select(cause => cause.Kind))}"
        );
        Assert.All(found, cause => Assert.EndsWith(".", cause.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_known_of_the_API_tells_the_six_causes_of_Forbidden_apart()
    {
        Assert.Empty(Kinds(AllIsWell));
        Assert.Equal([AnswerCauseKind.StageUnknown], Kinds(AllIsWell with { StageExists = false }));
        Assert.Equal([AnswerCauseKind.ApiUnknown], Kinds(AllIsWell with { ApiExists = false, StageExists = null }));
        Assert.Equal([AnswerCauseKind.ApiPublic], Kinds(AllIsWell with { ApiIsPrivate = false }));
        Assert.Equal([AnswerCauseKind.ApiKeyRefused], Kinds(AllIsWell with { ApiKeyRequired = true }));
        Assert.Equal([AnswerCauseKind.WebAclBlocked], Kinds(AllIsWell with { HasWebAcl = true }));
        Assert.Equal([AnswerCauseKind.DefaultEndpointDisabled], Kinds(AllIsWell with { DefaultEndpointDisabled = true }));

        static IEnumerable<AnswerCauseKind> Kinds(AnswerFacts facts) =>
            AnswerClassifier.Classify(Answer(403, "ForbiddenException", Forbidden), facts).Select(cause => cause.Kind);
    }

    [Fact]
    public void Only_the_definition_tells_a_wrong_path_from_a_missing_signature()
    {
        HttpAnswer answer = Answer(403, "MissingAuthenticationTokenException", """{"message":"Missing Authentication Token"}""");
        Assert.Equal(
            AnswerCauseKind.MethodUnknown,
            Assert.Single(AnswerClassifier.Classify(answer, AllIsWell with { MethodExists = false })).Kind
        );
        Assert.Equal(
            AnswerCauseKind.SignatureMissing,
            Assert.Single(AnswerClassifier.Classify(answer, AllIsWell with { SignatureRequired = true })).Kind
        );
        Assert.Equal(
            AnswerCauseKind.MethodUnknown,
            Assert.Single(AnswerClassifier.Classify(answer, new AnswerFacts { IsSigned = true })).Kind
        );
    }

    [Fact]
    public void An_answer_without_the_gateways_id_may_be_somebody_elses_and_gateway_responses_may_change_all()
    {
        HttpAnswer proxy = new(403, "<html>Blocked by proxy</html>", new Dictionary<string, string>());
        Assert.Contains(AnswerClassifier.Classify(proxy), cause => cause.Kind == AnswerCauseKind.NotApiGateway);
        IReadOnlyList<AnswerCause> custom = AnswerClassifier.Classify(
            Answer(418, null, "teapot"),
            new AnswerFacts { CustomGatewayResponses = ["DEFAULT_4XX"] }
        );
        Assert.Equal([AnswerCauseKind.IntegrationAnswered, AnswerCauseKind.CustomGatewayResponse], custom.Select(cause => cause.Kind));
        Assert.Contains("DEFAULT_4XX", custom[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_type_counts_more_than_the_body_and_an_answer_that_is_none_has_no_cause()
    {
        Assert.Equal(AnswerCauseKind.Throttled, AnswerClassifier.Classify(Answer(503, "TooManyRequestsException", Forbidden))[0].Kind);
        Assert.Empty(AnswerClassifier.Classify(Answer(200, null, "[]")));
    }

    private static HttpAnswer Answer(int status, string? type, string body)
    {
        Dictionary<string, string> headers = new() { ["X-Amz-Apigw-Id"] = "AAAAAAAAAAAAAAA=" };
        if (type is not null)
        {
            headers["x-amzn-errortype"] = type;
        }

        return new HttpAnswer(status, body, headers);
    }

    private const string OfDomain =
        "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
        + "arn:aws:execute-api:eu-west-1:********9012:/domainnames/api.example.com+d1e2f3";

    // API Gateway guide, "Custom domain names for private APIs": the name has a policy of its own.
    [Theory]
    [InlineData(" because no resource-based policy allows the execute-api:Invoke action", "DomainPolicyDenied", "does not allow the call")]
    [InlineData(" with an explicit deny in a resource-based policy", "DomainPolicyDenied", "has a Deny that matches the call")]
    [InlineData(
        " because no VPC endpoint policy allows the execute-api:Invoke action",
        "EndpointPolicyDenied",
        "custom domain name api.example.com"
    )]
    [InlineData("", "PolicyDenied", "the name's own policy")]
    public void A_denial_of_a_custom_domain_name_is_not_explained_by_the_API(string suffix, string kinds, string part)
    {
        HttpAnswer answer = new(
            403,
            $$"""{"Message":"{{OfDomain}}{{suffix}}"}""",
            new Dictionary<string, string> { ["x-amzn-ErrorType"] = "AccessDeniedException", ["x-amz-apigw-id"] = "a" }
        );
        foreach (
            AnswerFacts? facts in new[]
            {
                null,
                new AnswerFacts { DomainName = "api.example.com" },
            }
        )
        {
            IReadOnlyList<AnswerCause> causes = AnswerClassifier.Classify(answer, facts);
            Assert.Equal(kinds, string.Join(' ', causes.Select(cause => cause.Kind)));
            string text = causes[0].Sentence;
            Assert.Contains(part, text, StringComparison.Ordinal);
            Assert.Contains("api.example.com", text, StringComparison.Ordinal);
            Assert.DoesNotContain("when the stage was deployed", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_Forbidden_by_a_custom_domain_name_is_explained_by_its_association_and_base_paths()
    {
        HttpAnswer answer = new(
            403,
            """{"message":"Forbidden"}""",
            new Dictionary<string, string> { ["x-amzn-ErrorType"] = "ForbiddenException", ["x-amz-apigw-id"] = "a" }
        );
        string[] Kinds(AnswerFacts facts) => [.. AnswerClassifier.Classify(answer, facts).Select(cause => cause.Kind.ToString())];
        AnswerFacts known = new()
        {
            ApiExists = true,
            ApiIsPrivate = true,
            StageExists = true,
            ApiKeyRequired = false,
            HasWebAcl = false,
            DefaultEndpointDisabled = true,
            DomainName = "api.example.com",
        };
        Assert.Equal(["DomainNotAssociated", "BasePathUnknown"], Kinds(known));
        Assert.Equal(["WebAclBlocked"], Kinds(known with { DomainLeads = true, HasWebAcl = null }));
        Assert.Equal(
            ["DomainNotAssociated", "BasePathUnknown", "ApiPublic", "StageUnknown", "ApiKeyRefused", "WebAclBlocked"],
            Kinds(new AnswerFacts { DomainName = "api.example.com" })
        );
    }
}
