namespace PrivateApi.Reachability.Observed;

/// <summary>What a known text that is no answer of API Gateway's says.</summary>
internal enum Symptom
{
    NameNotResolved,
    NameServerFailed,
    ConnectTimedOut,
    ConnectRefused,
    NoRoute,
    ReadTimedOut,

    /// <summary>Timed out, without a word about whether there was a connection.</summary>
    TimedOut,
    ConnectionReset,
    CertificateName,
    CertificateUntrusted,
    CertificateSelfSigned,
    ServerNameRefused,
    HandshakeFailed,

    /// <summary>The other side answered the TLS handshake with something else.</summary>
    NotTls,
    ProxyRefused,
    PreflightFailed,
    CorsHeaderMissing,
    PolicyMissing,
    PolicyRefused,
    PrivateDnsConflict,
    VpcDnsOff,
    ServiceMissing,
    ChangeInProgress,
    EndpointTypeWrong,
    FunctionPermission,
    FunctionAnswerMalformed,
    BackendTimedOut,
    BackendUnreachable,
    ClientDenied,
}
