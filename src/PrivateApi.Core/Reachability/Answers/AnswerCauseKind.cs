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

    /// <summary>The call's endpoint is not associated with the custom domain name.</summary>
    DomainNotAssociated,

    /// <summary>No base path and no routing rule of the custom domain name takes the path.</summary>
    BasePathUnknown,

    /// <summary>The custom domain name's own policy denied.</summary>
    DomainPolicyDenied,
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

    /// <summary>An Authorization header that is no signature was read as one.</summary>
    AuthorizationHeaderRead,

    /// <summary>Signed for another Region or service.</summary>
    SignatureScopeWrong,

    /// <summary>API Gateway may not invoke the function.</summary>
    FunctionPermissionMissing,

    /// <summary>The text has the status of an answer, but not what tells its causes apart.</summary>
    AnswerNotShown,

    /// <summary>A forward proxy refused to pass the call on.</summary>
    ProxyRefused,

    /// <summary>The client's resolver is not that of a VPC whose endpoint has private DNS on.</summary>
    CallerOutsideVpc,
    PrivateDnsDisabled,

    /// <summary>enableDnsSupport or enableDnsHostnames of the VPC is off.</summary>
    VpcDnsDisabled,

    /// <summary>The client asks name servers that do not forward to the VPC's resolver.</summary>
    OtherNameServers,

    /// <summary>An alias exists only for an endpoint that is associated with the API.</summary>
    AliasMissing,

    /// <summary>The endpoint with this name does not exist, or no longer.</summary>
    EndpointUnknown,

    /// <summary>No zone that the client sees has a record for the name.</summary>
    RecordMissing,

    /// <summary>The name servers did not answer.</summary>
    NameServerUnreachable,
    EndpointFirewallBlocks,
    CallerFirewallBlocks,
    RouteMissing,

    /// <summary>The call went to a public address, not to an endpoint's interface.</summary>
    PublicAddressCalled,

    /// <summary>What answers at the address is no endpoint.</summary>
    AddressElsewhere,
    CertificateNameWrong,

    /// <summary>Something on the way shows a certificate of its own.</summary>
    TlsIntercepted,
    TrustStoreIncomplete,

    /// <summary>The server does not know the name that the TLS handshake asks for.</summary>
    ServerNameUnknown,
    TlsVersionRefused,
    ClientTimeoutTooShort,
    ConnectionClosed,

    /// <summary>The OPTIONS request that a browser sends first was refused.</summary>
    PreflightRefused,

    /// <summary>The answer lacks the header that lets a browser show it to the page.</summary>
    CorsHeaderMissing,

    /// <summary>A private API without a resource policy cannot be deployed.</summary>
    PolicyMissing,

    /// <summary>The VPC has an endpoint or a zone for the same names.</summary>
    PrivateDnsConflict,

    /// <summary>API Gateway or EC2 is still at work on the last change.</summary>
    ChangeInProgress,

    /// <summary>The policy's text is refused: its syntax, or a principal that does not exist.</summary>
    PolicyInvalid,

    /// <summary>Endpoints are given for an API that is not private.</summary>
    EndpointTypeWrong,

    /// <summary>The Region or the zone has no such endpoint service.</summary>
    ServiceUnavailable,

    /// <summary>The text is none of those known.</summary>
    NotKnown,
}
