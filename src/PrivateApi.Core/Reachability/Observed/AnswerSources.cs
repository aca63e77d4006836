using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>The pages that API Gateway's answers and their causes are documented on.</summary>
internal static class AnswerSources
{
    private const string Guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";
    private const string Center = "https://repost.aws/knowledge-center/";

    public static string Page(Kind kind) =>
        kind switch
        {
            Kind.ApiPublic => Center + "api-gateway-vpc-connections",
            Kind.DefaultEndpointDisabled => Center + "api-gateway-disable-endpoint",
            Kind.StageUnknown => "https://github.com/OWASP/Serverless-Goat/issues/14",
            Kind.ApiUnknown => Guide + "apigateway-private-api-test-invoke-url.html",
            Kind.AuthorizationHeaderRead => Guide + "apigateway-vpc-endpoint-policies.html",
            Kind.EndpointPolicyDenied
            or Kind.ResourcePolicyDenied
            or Kind.IdentityPolicyDenied
            or Kind.PermissionsBoundaryDenied
            or Kind.SessionPolicyDenied
            or Kind.ServiceControlPolicyDenied
            or Kind.ResourceControlPolicyDenied => "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
            Kind.PolicyDenied or Kind.EndpointNotAssociated => Center + "api-gateway-private-endpoint-connection",
            Kind.Throttled or Kind.QuotaExceeded => Guide + "api-gateway-request-throttling.html",
            Kind.IntegrationFault or Kind.IntegrationUnreachable => Center + "api-gateway-internal-server-error",
            Kind.IntegrationAnswerMalformed => Center + "malformed-502-api-gateway",
            Kind.IntegrationTimedOut => Center + "api-gateway-504-errors",
            Kind.MethodUnknown
            or Kind.SignatureMissing
            or Kind.ApiKeyRefused
            or Kind.WebAclBlocked
            or Kind.AuthorizerDenied
            or Kind.CredentialsInvalid
            or Kind.SignatureExpired => Center + "api-gateway-troubleshoot-403-forbidden",
            _ => Guide + "supported-gateway-response-types.html",
        };
}
