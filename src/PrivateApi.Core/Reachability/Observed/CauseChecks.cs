using PrivateApi.Model;
using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>Which checks look at a cause: their facts confirm it or speak against it.</summary>
internal static class CauseChecks
{
    /// <summary>The checks; empty for a cause that no facts of an account show.</summary>
    public static IReadOnlyList<CheckName> For(Kind kind) =>
        kind switch
        {
            Kind.StageUnknown or Kind.PolicyMissing => [CheckName.StageDeployed],
            Kind.WebAclBlocked => [CheckName.WebAcl],
            Kind.ApiUnknown => [CheckName.ApiIsPrivate, CheckName.RequestHost],
            Kind.ApiPublic => [CheckName.PublicApiShadowed, CheckName.ApiIsPrivate],
            Kind.ApiKeyRefused => [CheckName.ApiKey],
            Kind.CertificateNameWrong => [CheckName.LoadBalancer, CheckName.RequestHost],
            Kind.DefaultEndpointDisabled => [CheckName.DefaultEndpointEnabled],
            Kind.MethodUnknown => [CheckName.MethodExists],
            Kind.PreflightRefused => [CheckName.MethodExists, CheckName.ApiKey, CheckName.RequestHost],
            Kind.SignatureMissing or Kind.SignatureWrong or Kind.IdentityPolicyDenied or Kind.PermissionsBoundaryDenied =>
            [
                CheckName.MethodAuthorization,
            ],
            Kind.TokenRefused or Kind.AuthorizerDenied => [CheckName.MethodAuthorization],
            Kind.EndpointNotAssociated or Kind.AliasMissing => [CheckName.EndpointAssociated, CheckName.DomainAssociated],
            Kind.DomainNotAssociated or Kind.BasePathUnknown => [CheckName.DomainAssociated],
            Kind.DomainPolicyDenied => [CheckName.DomainPolicy],
            Kind.ResourcePolicyDenied => [CheckName.ResourcePolicy],
            Kind.PolicyDenied =>
            [
                CheckName.ResourcePolicy,
                CheckName.EndpointPolicy,
                CheckName.DomainPolicy,
                CheckName.MethodAuthorization,
            ],
            Kind.EndpointPolicyDenied or Kind.AuthorizationHeaderRead => [CheckName.EndpointPolicy],
            Kind.EndpointUnknown => [CheckName.EndpointExists, CheckName.EndpointAvailable],
            Kind.CallerOutsideVpc
            or Kind.PrivateDnsDisabled
            or Kind.VpcDnsDisabled
            or Kind.OtherNameServers
            or Kind.RecordMissing
            or Kind.NameServerUnreachable
            or Kind.PublicAddressCalled
            or Kind.AddressElsewhere => [CheckName.NameResolves],
            Kind.EndpointFirewallBlocks => [CheckName.EndpointIngress, CheckName.EndpointNetworkAcl],
            Kind.CallerFirewallBlocks => [CheckName.CallerEgress, CheckName.CallerNetworkAcl],
            Kind.RouteMissing => [CheckName.CallerRoute],
            Kind.FunctionPermissionMissing
            or Kind.IntegrationUnreachable
            or Kind.IntegrationFault
            or Kind.IntegrationTimedOut
            or Kind.IntegrationAnswerMalformed => [CheckName.Integration],
            _ => [],
        };
}
