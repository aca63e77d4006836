using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace PrivateApi.Model;

/// <summary>
/// The checks of <c>Test-PrivateApi</c>, in the order in which they are shown; <see cref="CheckOrder"/> has the order in which a
/// call meets them. The names are a public contract.
/// </summary>
[JsonConverter(typeof(StringEnumConverter))]
public enum CheckName
{
    /// <summary>The API's endpoint type is PRIVATE: a VPC endpoint leads only to private APIs.</summary>
    ApiIsPrivate,

    /// <summary>The API is in a state in which it answers.</summary>
    ApiAvailable,

    /// <summary>The default execute-api host is not disabled.</summary>
    DefaultEndpointEnabled,

    /// <summary>The stage exists and serves a deployment.</summary>
    StageDeployed,

    /// <summary>The deployment has a method for verb and path.</summary>
    MethodExists,

    /// <summary>The endpoint exists, and is for execute-api.</summary>
    EndpointExists,

    /// <summary>The endpoint's state is available.</summary>
    EndpointAvailable,

    /// <summary>The endpoint is associated with the API, which is required for its alias name.</summary>
    EndpointAssociated,

    /// <summary>The endpoint is associated with the custom domain name.</summary>
    DomainAssociated,

    /// <summary>The name resolves, for this caller, to the endpoint.</summary>
    NameResolves,

    /// <summary>The call means no public API whose name private DNS takes; a warning names those of the account that it cuts off.</summary>
    PublicApiShadowed,

    /// <summary>What stands before the endpoint: a load balancer's listener, certificate, targets, and the Host it forwards.</summary>
    LoadBalancer,

    /// <summary>There is a route to the endpoint's interfaces, and back.</summary>
    CallerRoute,

    /// <summary>The caller's security groups allow the outbound connection.</summary>
    CallerEgress,

    /// <summary>The network ACL of the caller's subnet allows request and answer.</summary>
    CallerNetworkAcl,

    /// <summary>The network ACL of the endpoint's subnets allows request and answer.</summary>
    EndpointNetworkAcl,

    /// <summary>The endpoint's security groups allow the inbound connection.</summary>
    EndpointIngress,

    /// <summary>The endpoint has an interface in the caller's zone, and interfaces in more than one zone.</summary>
    ZoneCoverage,

    /// <summary>The request's Host or x-apigw-api-id names the API, as the form of address needs it.</summary>
    RequestHost,

    /// <summary>The endpoint's policy allows the call.</summary>
    EndpointPolicy,

    /// <summary>The custom domain's policy allows the call.</summary>
    DomainPolicy,

    /// <summary>No rule of the stage's web ACL blocks the call.</summary>
    WebAcl,

    /// <summary>The deployed resource policy allows the call.</summary>
    ResourcePolicy,

    /// <summary>The deployed resource policy is the current one.</summary>
    PolicyDeployed,

    /// <summary>The method's authorization allows the caller.</summary>
    MethodAuthorization,

    /// <summary>The call carries an API key of a usage plan of the stage if the method requires one.</summary>
    ApiKey,

    /// <summary>The form of address is one that access mode STRICT accepts.</summary>
    AccessMode,

    /// <summary>What the method calls exists and lets API Gateway in.</summary>
    Integration,
}
