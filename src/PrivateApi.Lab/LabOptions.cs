namespace PrivateApi.Lab;

/// <summary>How a lab behaves. By default it is fast and well-behaved; delays and limits have to be requested.</summary>
public sealed record LabOptions
{
    /// <summary>Region shown as the lab's own; requests for other Regions are served too.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Account of callers whose access key the lab did not issue; twelve digits.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>How long new resources stay <c>pending</c> (VPC endpoints, functions, NAT gateways).</summary>
    public TimeSpan PendingTime { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long deleted endpoints stay <c>deleting</c>, with their network interfaces.</summary>
    public TimeSpan DeletingTime { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long the network interface of a deleted function continues to exist (minutes on AWS).</summary>
    public TimeSpan FunctionInterfaceTime { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>How long Lambda cannot assume a new role (seconds on AWS).</summary>
    public TimeSpan RoleTime { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Availability Zones, by name or id, where interface endpoints for execute-api can't be placed; none by default.</summary>
    public IReadOnlyList<string> ZonesWithoutExecuteApi { get; init; } = [];

    /// <summary>True to throttle at the real per-operation limits.</summary>
    public bool Throttle { get; init; }

    /// <summary>True to enforce the identity policies of users and roles created in the lab; its own user may do everything.</summary>
    public bool EnforceIam { get; init; }

    /// <summary>How the lab misbehaves; not at all by default.</summary>
    public LabFaults Faults { get; init; } = new();

    /// <summary>Hosts that the lab may open connections to for HTTP integrations; none by default.</summary>
    public IReadOnlyList<string> AllowBackend { get; init; } = [];

    /// <summary>
    /// Key sets (JWKS, RFC 7517) of Cognito user pools by pool id, by which Cognito authorizers verify tokens; none by default. A method
    /// whose authorizer takes tokens of another pool answers 500, and says so.
    /// </summary>
    public IReadOnlyDictionary<string, string> UserPools { get; init; } = new Dictionary<string, string>();

    /// <summary>The lab's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Seed of the lab's random ids; null for a different one each time.</summary>
    public int? Seed { get; init; }
}
