using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>An endpoint of Route 53 Resolver, by which names are resolved from other networks, or in them.</summary>
public sealed record Resolver : IAwsResource
{
    /// <summary>Value of the tag <c>privateapi:name</c>; null for one that this module did not create.</summary>
    public required string? Name { get; init; }

    /// <summary>The endpoint's id.</summary>
    public required string ResolverEndpointId { get; init; }

    /// <summary><c>INBOUND</c>, <c>OUTBOUND</c> or <c>INBOUND_DELEGATION</c>.</summary>
    public required string Direction { get; init; }

    /// <summary>The VPC it is in.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its subnets, one per address.</summary>
    public required IReadOnlyList<string> SubnetId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its security groups.</summary>
    public required IReadOnlyList<string> SecurityGroupId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its addresses: those that other name servers forward to, or those from which it asks others.</summary>
    public required IReadOnlyList<string> IpAddress
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>State in AWS's words: <c>CREATING</c>, <c>OPERATIONAL</c>, <c>ACTION_NEEDED</c> …</summary>
    public required string Status { get; init; }

    /// <summary>
    /// The domains that have to be forwarded: by the name servers on premises, to an inbound endpoint; by its rules, through an
    /// outbound one.
    /// </summary>
    public required IReadOnlyList<string> ForwardDomainName
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Where the rules of an outbound endpoint forward to; empty for an inbound one.</summary>
    public required IReadOnlyList<string> ForwardTo
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The rules of an outbound endpoint; empty for an inbound one.</summary>
    public required IReadOnlyList<string> RuleId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The VPCs in which its rules are at work; empty for an inbound one.</summary>
    public required IReadOnlyList<string> AssociatedVpcId
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Tags of the endpoint.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => ResolverEndpointId;
}
