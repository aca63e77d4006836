namespace PrivateApi.Reachability.Observed;

/// <summary>
/// The texts that clients, browsers, AWS's control plane and API Gateway's execution log write, as people quote them. API Gateway's own
/// answers are not here: they are read by the classifier of answers.
/// </summary>
internal static class KnownTexts
{
    private const string Curl = "https://curl.se/libcurl/c/libcurl-errors.html";
    private const string Python = "https://docs.python.org/3/library/socket.html";
    private const string Urllib3 = "https://urllib3.readthedocs.io/en/stable/reference/urllib3.exceptions.html";
    private const string Node = "https://nodejs.org/api/errors.html";
    private const string NodeTls = "https://nodejs.org/api/tls.html";
    private const string DotNet = "https://learn.microsoft.com/dotnet/api/system.net.sockets.socketerror";
    private const string DotNetTls = "https://learn.microsoft.com/dotnet/api/system.net.security.sslpolicyerrors";
    private const string Java = "https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/net/package-summary.html";
    private const string JavaTls =
        "https://docs.oracle.com/en/java/javase/21/security/java-secure-socket-extension-jsse-reference-guide.html";
    private const string Go = "https://pkg.go.dev/net";
    private const string GoTls = "https://pkg.go.dev/crypto/x509";
    private const string Chrome = "https://chromium.googlesource.com/chromium/src/+/main/net/base/net_error_list.h";
    private const string OpenSsl = "https://docs.openssl.org/master/man1/openssl-verify/";
    private const string Cors = "https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors";
    private const string Troubleshoot = "https://repost.aws/knowledge-center/api-gateway-private-endpoint-connection";
    private const string Lambda5xx = "https://repost.aws/knowledge-center/malformed-502-api-gateway";
    private const string LambdaAccess = "https://repost.aws/knowledge-center/api-gateway-rest-api-lambda-integrations";
    private const string PrivateDns = "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html";
    private const string PolicyExamples = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html";

    // The members of CallFailure, as Invoke-PrivateApi shows them.
    private const string Module = "about_PrivateApi_Troubleshooting";

    /// <summary>The catalogue. Of several that match, the first in this order counts for its symptom.</summary>
    public static IReadOnlyList<KnownText> All { get; } =
    [
        new(Symptom.ProxyRefused, "Received HTTP code [0-9]+ from proxy after CONNECT", Curl),
        new(Symptom.ProxyRefused, "CONNECT tunnel failed, response [0-9]+", Curl),
        new(Symptom.ProxyRefused, "Tunnel connection failed: [0-9]+", Urllib3),
        new(Symptom.ProxyRefused, "The proxy tunnel request to proxy .* failed with status code", DotNet),
        new(Symptom.ProxyRefused, "Proxy Authentication Required", Curl),
        new(Symptom.ProxyRefused, "Unable to tunnel through proxy", Java),
        new(Symptom.ProxyRefused, "ERR_TUNNEL_CONNECTION_FAILED", Chrome),
        new(Symptom.NameNotResolved, "Could not resolve host", Curl),
        new(Symptom.NameNotResolved, "Name or service not known", Python),
        new(Symptom.NameNotResolved, "nodename nor servname provided", Python),
        new(Symptom.NameNotResolved, "getaddrinfo failed", Python),
        new(Symptom.NameNotResolved, "NameResolutionError", Urllib3),
        new(Symptom.NameNotResolved, "Name does not resolve", "https://git.musl-libc.org/cgit/musl/tree/src/network/gai_strerror.c"),
        new(Symptom.NameNotResolved, @"\bENOTFOUND\b", Node),
        new(Symptom.NameNotResolved, "No such host is known", DotNet),
        new(Symptom.NameNotResolved, "The remote name could not be resolved", DotNet),
        new(Symptom.NameNotResolved, "UnknownHostException", Java),
        new(Symptom.NameNotResolved, "no such host", Go),
        new(Symptom.NameNotResolved, @"\bNXDOMAIN\b", "https://bind9.readthedocs.io/en/latest/manpages.html"),
        new(
            Symptom.NameNotResolved,
            "Non-existent domain",
            "https://learn.microsoft.com/windows-server/administration/windows-commands/nslookup"
        ),
        new(Symptom.NameNotResolved, "unable to resolve host address", "https://www.gnu.org/software/wget/manual/"),
        new(Symptom.NameNotResolved, "ERR_NAME_NOT_RESOLVED|DNS_PROBE_FINISHED", Chrome),
        new(Symptom.NameServerFailed, @"\bEAI_AGAIN\b", Node),
        new(Symptom.NameServerFailed, "Temporary failure in name resolution", Python),
        new(Symptom.NameServerFailed, "server misbehaving", Go),
        new(Symptom.NameServerFailed, @"lookup [^ ]+( on [^ ]+)?: (read udp .*: )?i/o timeout", Go),
        new(Symptom.NameServerFailed, "Resolving timed out after", Curl),
        new(Symptom.NameServerFailed, "no servers could be reached", "https://bind9.readthedocs.io/en/latest/manpages.html"),
        new(Symptom.NameServerFailed, @"\bSERVFAIL\b", "https://bind9.readthedocs.io/en/latest/manpages.html"),
        new(Symptom.ConnectTimedOut, "Failed to connect to .*(Connection timed out|Timeout was reached|Operation timed out)", Curl),
        new(Symptom.ConnectTimedOut, "Connection timed? ?out after [0-9]+ (ms|milliseconds)|Connection timeout after [0-9]+ ms", Curl),
        new(Symptom.ConnectTimedOut, "ConnectTimeoutError|ConnectTimeout\\b|connect timeout=", Urllib3),
        new(Symptom.ConnectTimedOut, @"\[Errno 110\]|TimeoutError: \[WinError 10060\]", Python),
        new(Symptom.ConnectTimedOut, @"connect ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT", Node),
        new(Symptom.ConnectTimedOut, "connected party did not properly respond after a period of time", DotNet),
        new(
            Symptom.ConnectTimedOut,
            @"HttpRequestException: Connection timed out|^Connection timed out \(|SocketException \(110\)",
            DotNet
        ),
        new(Symptom.ConnectTimedOut, "ConnectException: Connection timed out|connect timed out|HttpConnectTimeoutException", Java),
        new(Symptom.ConnectTimedOut, "dial tcp [^ ]+:[0-9]+: (i/o timeout|connect: connection timed out|connect: operation timed out)", Go),
        new(Symptom.ConnectTimedOut, "ERR_CONNECTION_TIMED_OUT", Chrome),
        new(Symptom.ConnectRefused, "Connection refused", Curl),
        new(Symptom.ConnectRefused, @"\bECONNREFUSED\b", Node),
        new(Symptom.ConnectRefused, "actively refused it", DotNet),
        new(Symptom.ConnectRefused, "ERR_CONNECTION_REFUSED", Chrome),
        new(Symptom.NoRoute, "No route to host", Curl),
        new(Symptom.NoRoute, @"\bEHOSTUNREACH\b|\bENETUNREACH\b", Node),
        new(Symptom.NoRoute, "Network is unreachable|unreachable network|unreachable host", DotNet),
        new(Symptom.NoRoute, "ERR_ADDRESS_UNREACHABLE", Chrome),
        new(Symptom.ReadTimedOut, "Operation timed out after [0-9]+ milliseconds with [0-9]+ (out of [0-9]+ )?bytes received", Curl),
        new(Symptom.ReadTimedOut, "Read timed out|ReadTimeoutError", Urllib3),
        new(Symptom.ReadTimedOut, "ESOCKETTIMEDOUT|UND_ERR_HEADERS_TIMEOUT", Node),
        new(Symptom.TimedOut, "HttpClient.Timeout of", "https://learn.microsoft.com/dotnet/api/system.net.http.httpclient.timeout"),
        new(Symptom.TimedOut, "Client.Timeout exceeded while awaiting headers|context deadline exceeded", "https://pkg.go.dev/net/http"),
        new(Symptom.TimedOut, "timeout of [0-9]+ms exceeded", "https://github.com/axios/axios"),
        new(Symptom.TimedOut, "HttpTimeoutException: request timed out", Java),
        new(
            Symptom.CertificateName,
            "no alternative certificate subject name matches",
            "https://github.com/aws-samples/serverless-samples/issues/72"
        ),
        new(Symptom.CertificateName, "certificate subject name .* does not match target host name", Curl),
        new(Symptom.CertificateName, "SNI or certificate check failed|SEC_E_WRONG_PRINCIPAL", Curl),
        new(Symptom.CertificateName, "Hostname mismatch, certificate is not valid for", "https://docs.python.org/3/library/ssl.html"),
        new(Symptom.CertificateName, "doesn't match (either of )?'", Urllib3),
        new(Symptom.CertificateName, "ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames", NodeTls),
        new(Symptom.CertificateName, "RemoteCertificateNameMismatch", DotNetTls),
        new(Symptom.CertificateName, "No subject alternative (DNS )?names? (matching|present)|No name matching .* found", JavaTls),
        new(Symptom.CertificateName, "certificate is valid for .*, not ", GoTls),
        new(Symptom.CertificateName, "ERR_CERT_COMMON_NAME_INVALID", Chrome),
        new(
            Symptom.CertificateName,
            "SSL_ERROR_BAD_CERT_DOMAIN",
            "https://support.mozilla.org/kb/what-does-your-connection-is-not-secure-mean"
        ),
        new(Symptom.CertificateSelfSigned, "self[- ]signed certificate", OpenSsl),
        new(Symptom.CertificateSelfSigned, "SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT", NodeTls),
        new(Symptom.CertificateUntrusted, "unable to get local issuer certificate", OpenSsl),
        new(
            Symptom.CertificateUntrusted,
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|unable to verify the first certificate",
            NodeTls
        ),
        new(Symptom.CertificateUntrusted, "PKIX path building failed", JavaTls),
        new(Symptom.CertificateUntrusted, "certificate signed by unknown authority", GoTls),
        new(Symptom.CertificateUntrusted, "RemoteCertificateChainErrors|UntrustedRoot|PartialChain", DotNetTls),
        new(Symptom.CertificateUntrusted, "ERR_CERT_AUTHORITY_INVALID", Chrome),
        new(Symptom.ServerNameRefused, "unrecognized[_ ]name", "https://www.rfc-editor.org/rfc/rfc6066#section-3"),
        new(Symptom.NotTls, "wrong version number|ERR_SSL_WRONG_VERSION_NUMBER", OpenSsl),
        new(
            Symptom.NotTls,
            "first record does not look like a TLS handshake|Unsupported or unrecognized SSL message",
            "https://pkg.go.dev/crypto/tls"
        ),
        new(
            Symptom.HandshakeFailed,
            "handshake[_ ]failure|protocol[_ ]version|UNSUPPORTED_PROTOCOL|ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
            OpenSsl
        ),
        new(Symptom.ConnectionReset, @"\bECONNRESET\b|socket hang up", Node),
        new(Symptom.ConnectionReset, "Connection reset by peer|Empty reply from server|Recv failure", Curl),
        new(Symptom.ConnectionReset, "forcibly closed by the remote host|The response ended prematurely", DotNet),
        new(Symptom.PreflightFailed, "Response to preflight request doesn't pass access control check", Cors),
        new(Symptom.PreflightFailed, "CORS preflight (response did not succeed|channel did not succeed)", Cors),
        new(Symptom.PreflightFailed, "Preflight response is not successful", Cors),
        new(Symptom.CorsHeaderMissing, "Request header field .* is not allowed by Access-Control-Allow-Headers", Cors),
        new(Symptom.CorsHeaderMissing, "No 'Access-Control-Allow-Origin' header is present", Cors),
        new(Symptom.CorsHeaderMissing, "CORS header .Access-Control-Allow-Origin. missing", Cors),
        new(
            Symptom.PolicyMissing,
            "doesn't have a resource policy attached",
            "https://github.com/hashicorp/terraform-provider-aws/issues/14290"
        ),
        new(Symptom.PolicyRefused, "Invalid policy document", PolicyExamples),
        new(
            Symptom.PrivateDnsConflict,
            "already a conflicting DNS domain",
            "https://github.com/fortinet/fortigate-autoscale-aws/issues/43"
        ),
        new(Symptom.VpcDnsOff, "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames", PrivateDns),
        new(
            Symptom.ServiceMissing,
            "The Vpc Endpoint Service '?[^ ]+ does not exist",
            "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html"
        ),
        new(Symptom.ServiceMissing, "does not support the availability zone of the subnet", "https://github.com/aws/aws-cdk/issues/4912"),
        new(Symptom.ChangeInProgress, "already an update in progress", "https://github.com/hashicorp/terraform-provider-aws/issues/45905"),
        new(
            Symptom.ChangeInProgress,
            "idempotent operation going on",
            "https://github.com/mongodb/terraform-provider-mongodbatlas/issues/590"
        ),
        new(
            Symptom.EndpointTypeWrong,
            "VPCEndpoints can only be specified with PRIVATE apis",
            "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html"
        ),
        new(Symptom.FunctionPermission, "Invalid permissions on Lambda function", LambdaAccess),
        new(Symptom.FunctionAnswerMalformed, "Malformed Lambda proxy response", Lambda5xx),
        new(
            Symptom.BackendTimedOut,
            "Execution failed due to a timeout error",
            "https://repost.aws/knowledge-center/api-gateway-504-errors"
        ),
        new(
            Symptom.BackendUnreachable,
            "Execution failed due to an internal error|Execution failed due to a network error|Invalid endpoint address",
            "https://repost.aws/knowledge-center/api-gateway-500-error-vpc"
        ),
        new(Symptom.ClientDenied, "The client is not authorized to perform this operation", Troubleshoot),
    ];
}
