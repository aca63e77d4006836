namespace PrivateApi.Reachability.Answers;

/// <summary>Why a call got the answer that it got.</summary>
internal enum AnswerCauseKind
{
    /// <summary>Something before API Gateway answered: a proxy, a load balancer, a captive portal.</summary>
    NotApiGateway,

    /// <summary>The API's own gateway responses may have changed the answer.</summary>
    CustomGatewayResponse,

    /// <summary>The backend answered so itself.</summary>
    IntegrationAnswered,

    StageUnknown,
    ApiUnknown,

    /// <summary>A regional or edge-optimized API behind a VPC endpoint, which leads to private ones only.</summary>
    ApiPublic,
    ApiKeyRefused,
    WebAclBlocked,
    DefaultEndpointDisabled,

    /// <summary>The path or the verb is not defined in the stage.</summary>
    MethodUnknown,

    /// <summary>The method asks for a signature (AWS_IAM) and the call had none.</summary>
    SignatureMissing,
    SignatureWrong,
    SignatureExpired,
    CredentialsInvalid,
    EndpointNotAssociated,
    ResourcePolicyDenied,
    EndpointPolicyDenied,
    IdentityPolicyDenied,
    PermissionsBoundaryDenied,
    SessionPolicyDenied,
    ServiceControlPolicyDenied,
    ResourceControlPolicyDenied,

    /// <summary>A policy denied; the answer does not say which, or says it in words not known here.</summary>
    PolicyDenied,
    Throttled,
    QuotaExceeded,
    TokenRefused,
    AuthorizerDenied,
    AuthorizerBroken,

    /// <summary>API Gateway may not call the function, or the integration is not set up right.</summary>
    IntegrationFault,

    /// <summary>A function's proxy answer is not in the form that API Gateway takes.</summary>
    IntegrationAnswerMalformed,
    IntegrationTimedOut,
    IntegrationUnreachable,
    RequestInvalid,
    MediaTypeUnsupported,
    RequestTooLarge,
}
