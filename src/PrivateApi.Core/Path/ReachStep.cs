namespace PrivateApi.Paths;

/// <summary>The gates between a caller's interface and an endpoint's, in the order that packets meet them.</summary>
internal enum ReachStep
{
    /// <summary>All gates are open.</summary>
    Reached,

    /// <summary>There is no way between the two networks.</summary>
    Route,

    /// <summary>The caller's security groups do not let the connection out.</summary>
    CallerEgress,

    /// <summary>The network ACL of the caller's subnet stops the request or the answer.</summary>
    CallerNetworkAcl,

    /// <summary>The network ACL of the endpoint's subnet stops the request or the answer.</summary>
    EndpointNetworkAcl,

    /// <summary>The endpoint's security groups do not let the connection in.</summary>
    EndpointIngress,
}
