namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>What <c>New-PrivateApiResolver</c> was asked for.</summary>
internal sealed record ResolverSpec
{
    /// <summary>The resolver's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its subnets, in two zones or more of one VPC.</summary>
    public required IReadOnlyList<string> SubnetIds { get; init; }

    /// <summary>Its security groups; empty to create one.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>The ranges whose name servers may ask; only for an inbound endpoint with a group of its own.</summary>
    public IReadOnlyList<string> SourceCidrs { get; init; } = [];

    /// <summary>Addresses to forward to, for an outbound endpoint; empty for an inbound one.</summary>
    public IReadOnlyList<string> ForwardTo { get; init; } = [];

    /// <summary>The domain that is forwarded, without a dot at its end; null for that of execute-api in the Region.</summary>
    public string? DomainName { get; init; }

    /// <summary>VPCs besides the subnets' own in which the rule is to work.</summary>
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>The user's tags, for everything that is created.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to wait until it works.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>When each wait gives up.</summary>
    public TimeSpan TimeOut { get; init; } = ResolverWait.DefaultLimit;

    /// <summary>True for one that forwards the VPC's queries, false for one that answers queries from elsewhere.</summary>
    public bool IsOutbound => ForwardTo.Count > 0;

    /// <summary>The direction in AWS's words.</summary>
    public string Direction => IsOutbound ? "OUTBOUND" : "INBOUND";
}
