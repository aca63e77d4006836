namespace PrivateApi.Model;

/// <summary>
/// The checks of <c>Test-PrivateApi</c>, in the order in which they are shown; <see cref="CheckOrder"/> has the order in which a
/// call meets them. Names are a public contract.
/// </summary>
public enum CheckName
{
    /// <summary>The API's endpoint type is PRIVATE: a VPC endpoint leads to no other.</summary>
    ApiIsPrivate,

    /// <summary>The API is in a state in which it answers.</summary>
    ApiAvailable,

    /// <summary>The default execute-api host is not switched off.</summary>
    DefaultEndpointEnabled,

    /// <summary>The stage is there and serves a deployment.</summary>
    StageDeployed,

    /// <summary>The deployment has a method for verb and path.</summary>
    MethodExists,

    /// <summary>The endpoint is there, for execute-api.</summary>
    EndpointExists,

    /// <summary>The endpoint's state is available.</summary>
    EndpointAvailable,

    /// <summary>The endpoint is associated with the API, which its alias name needs.</summary>
    EndpointAssociated,

    /// <summary>The endpoint is associated with the custom domain name.</summary>
    DomainAssociated,

    /// <summary>The name resolves, for this caller, to the endpoint.</summary>
    NameResolves,

    /// <summary>Public APIs of the account that private DNS cuts off for the caller's VPC.</summary>
    PublicApiShadowed,

    /// <summary>There is a way to the endpoint's interfaces, and back.</summary>
    CallerRoute,

    /// <summary>The caller's security groups let the connection out.</summary>
    CallerEgress,

    /// <summary>The network ACL of the caller's subnet lets request and answer pass.</summary>
    CallerNetworkAcl,

    /// <summary>The network ACL of the endpoint's subnets lets request and answer pass.</summary>
    EndpointNetworkAcl,

    /// <summary>The endpoint's security groups let the connection in.</summary>
    EndpointIngress,

    /// <summary>The endpoint has an interface in the caller's zone, and in more than one.</summary>
    ZoneCoverage,

    /// <summary>The endpoint's policy allows the call.</summary>
    EndpointPolicy,

    /// <summary>The custom domain's policy allows the call.</summary>
    DomainPolicy,

    /// <summary>The deployed resource policy allows the call.</summary>
    ResourcePolicy,

    /// <summary>The deployed resource policy is the current one.</summary>
    PolicyDeployed,

    /// <summary>The method's authorization lets the caller in.</summary>
    MethodAuthorization,

    /// <summary>The call carries an API key where the method wants one.</summary>
    ApiKey,

    /// <summary>The form of address is one that access mode STRICT takes.</summary>
    AccessMode,

    /// <summary>What stands behind the method is there and lets API Gateway in.</summary>
    Integration,
}
