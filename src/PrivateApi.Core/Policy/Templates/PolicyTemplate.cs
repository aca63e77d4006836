using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Policy.Templates;

/// <summary>
/// The policies that AWS's examples give, by name, and three general forms. The names are a public contract. Those that begin with
/// Endpoint are for a VPC endpoint, all others for an API.
/// </summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum PolicyTemplate
{
    /// <summary>
    /// An Allow, and a Deny for every other source, which nothing can bypass. The console's "Source VPC" templates and the guide's
    /// examples.
    /// </summary>
    AllowAndDeny,

    /// <summary>
    /// One Allow with the source as its condition. Callers whose identity policy or Lambda authorizer allows the call bypass it.
    /// </summary>
    AllowOnly,

    /// <summary>Only the Deny, in front of a Lambda authorizer or AWS_IAM, which then allow.</summary>
    Gate,

    /// <summary>Everybody through these endpoints and nobody else (API Gateway guide, resource policy examples).</summary>
    SourceVpceAllowlist,

    /// <summary>Everybody in these VPCs and nobody else (same page).</summary>
    SourceVpcAllowlist,

    /// <summary>Everybody except these public addresses; for an API that is not private (same page).</summary>
    SourceIpDenylist,

    /// <summary>Everybody except these addresses inside the VPC (same page).</summary>
    VpcSourceIpDenylist,

    /// <summary>
    /// These public addresses and nobody else; for an API that is not private (API Gateway guide, access policy language
    /// overview).
    /// </summary>
    SourceIpAllowlist,

    /// <summary>These addresses inside the VPC and nobody else: the same for a private API.</summary>
    VpcSourceIpAllowlist,

    /// <summary>These roles of other accounts, whose methods need AWS_IAM (API Gateway guide, resource policy examples).</summary>
    CrossAccountRole,

    /// <summary>Everybody in these accounts whose identity policies allow it; the console's "AWS account" template.</summary>
    AccountAllowlist,

    /// <summary>An Allow for these VPCs, in any account (API Gateway guide, authorization flow).</summary>
    VpcOnly,

    /// <summary>A Deny for every other endpoint, in front of a Lambda authorizer, which then allows (same page).</summary>
    PreAuthVpceGate,

    /// <summary>These roles, and only through these endpoints.</summary>
    RoleAndVpce,

    /// <summary>An Allow for these endpoints and no Deny: an identity policy or a Lambda authorizer can bypass it.</summary>
    AllowOnlyVpce,

    /// <summary>These APIs through the endpoint (API Gateway guide, VPC endpoint policies, example 1).</summary>
    EndpointApiAllowlist,

    /// <summary>GET on these APIs through the endpoint (example 2).</summary>
    EndpointGetOnly,

    /// <summary>These users or roles on these APIs through the endpoint; the methods need AWS_IAM or NONE (example 3).</summary>
    EndpointPrincipalAllowlist,

    /// <summary>Calls to these private custom domain names (example 4).</summary>
    EndpointDomainAllowlist,

    /// <summary>These domain names and APIs, minus what is denied (example 5).</summary>
    EndpointDomainAndApi,

    /// <summary>Callers of an organization on resources of that organization (example 6).</summary>
    EndpointOrganization,
}
