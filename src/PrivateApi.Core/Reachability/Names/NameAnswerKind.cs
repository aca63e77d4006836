namespace PrivateApi.Reachability.Names;

/// <summary>The kinds of answer that a name gets.</summary>
internal enum NameAnswerKind
{
    /// <summary>No address.</summary>
    None,

    /// <summary>Addresses of an endpoint's interfaces.</summary>
    Endpoint,

    /// <summary>Public addresses of API Gateway, which lead past any endpoint.</summary>
    Public,

    /// <summary>A load balancer.</summary>
    LoadBalancer,

    /// <summary>Private addresses that are no endpoint's.</summary>
    Other,

    /// <summary>It hangs on name servers that cannot be looked into.</summary>
    Unknown,
}
