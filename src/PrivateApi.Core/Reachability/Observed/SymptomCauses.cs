using PrivateApi.Model;
using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>Which causes a symptom has for the name that was called, those that the text supports more first.</summary>
internal static class SymptomCauses
{
    private const CauseCertainty Stated = CauseCertainty.Stated;
    private const CauseCertainty Likely = CauseCertainty.Likely;
    private const CauseCertainty Possible = CauseCertainty.Possible;

    /// <summary>The causes.</summary>
    public static IEnumerable<(Kind Kind, CauseCertainty Certainty)> Causes(Symptom symptom, ObservedCall call) =>
        symptom switch
        {
            Symptom.NameNotResolved => Name(call),
            Symptom.NameServerFailed => [(Kind.NameServerUnreachable, Stated), (Kind.OtherNameServers, Possible)],
            Symptom.ConnectTimedOut => call is { IsAddressPrivate: false, Host.IsApiGateways: true }
                ? [(Kind.PublicAddressCalled, Likely), .. Blocked()]
                : Blocked(),
            Symptom.TimedOut => [.. Blocked(), (Kind.ClientTimeoutTooShort, Possible)],
            Symptom.ReadTimedOut => [(Kind.ClientTimeoutTooShort, Likely)],
            Symptom.ConnectRefused => [(Kind.AddressElsewhere, Likely)],
            Symptom.NoRoute => [(Kind.RouteMissing, Stated)],
            Symptom.ConnectionReset => [(Kind.ConnectionClosed, CauseCertainty.Unknown)],
            Symptom.CertificateName => [(Kind.CertificateNameWrong, Stated)],
            Symptom.CertificateSelfSigned => [(Kind.TlsIntercepted, Likely)],
            Symptom.CertificateUntrusted => [(Kind.TlsIntercepted, Possible), (Kind.TrustStoreIncomplete, Possible)],
            Symptom.ServerNameRefused => [(Kind.ServerNameUnknown, Stated)],
            Symptom.NotTls => [(Kind.AddressElsewhere, Likely)],
            Symptom.HandshakeFailed => [(Kind.TlsVersionRefused, Possible), (Kind.AddressElsewhere, Possible)],
            Symptom.PreflightFailed => [(Kind.PreflightRefused, Stated)],
            Symptom.CorsHeaderMissing => [(Kind.CorsHeaderMissing, Stated)],
            _ => [(Single(symptom), Stated)],
        };

    private static Kind Single(Symptom symptom) =>
        symptom switch
        {
            Symptom.ProxyRefused => Kind.ProxyRefused,
            Symptom.PolicyMissing => Kind.PolicyMissing,
            Symptom.PolicyRefused => Kind.PolicyInvalid,
            Symptom.PrivateDnsConflict => Kind.PrivateDnsConflict,
            Symptom.VpcDnsOff => Kind.VpcDnsDisabled,
            Symptom.ServiceMissing => Kind.ServiceUnavailable,
            Symptom.ChangeInProgress => Kind.ChangeInProgress,
            Symptom.EndpointTypeWrong => Kind.EndpointTypeWrong,
            Symptom.FunctionPermission => Kind.FunctionPermissionMissing,
            Symptom.FunctionAnswerMalformed => Kind.IntegrationAnswerMalformed,
            Symptom.BackendTimedOut => Kind.IntegrationTimedOut,
            Symptom.BackendUnreachable => Kind.IntegrationUnreachable,
            Symptom.ClientDenied => Kind.PolicyDenied,
            _ => throw new ArgumentOutOfRangeException(nameof(symptom), symptom, null),
        };

    // Names of endpoints and aliases resolve everywhere, to private addresses; the default name only through an endpoint with private
    // DNS (PrivateLink guide, "Access an AWS service using an interface VPC endpoint"; API Gateway guide, "Invoke a private API").
    private static IEnumerable<(Kind, CauseCertainty)> Name(ObservedCall call) =>
        call.Host?.Form switch
        {
            UrlForm.EndpointDns => [(Kind.EndpointUnknown, Likely), (Kind.OtherNameServers, Possible)],
            UrlForm.Alias => [(Kind.AliasMissing, Likely), (Kind.OtherNameServers, Possible)],
            UrlForm.PrivateDns => Default(),
            UrlForm.CustomDomain => [(Kind.RecordMissing, Likely), (Kind.OtherNameServers, Possible)],
            _ => [.. Default(), (Kind.RecordMissing, Possible)],
        };

    private static IEnumerable<(Kind, CauseCertainty)> Default() =>
        [
            (Kind.CallerOutsideVpc, Possible),
            (Kind.PrivateDnsDisabled, Possible),
            (Kind.VpcDnsDisabled, Possible),
            (Kind.OtherNameServers, Possible),
        ];

    private static IEnumerable<(Kind, CauseCertainty)> Blocked() =>
        [(Kind.EndpointFirewallBlocks, Possible), (Kind.CallerFirewallBlocks, Possible), (Kind.RouteMissing, Possible)];
}
