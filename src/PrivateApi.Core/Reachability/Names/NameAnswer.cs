using PrivateApi.Facts;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Names;

/// <summary>What a resolver says to a caller.</summary>
internal sealed record NameAnswer
{
    public required NameAnswerKind Kind { get; init; }

    /// <summary>Why, with ids.</summary>
    public required string Evidence { get; init; }

    /// <summary>The command that makes the name resolve; null when it does, or no command does.</summary>
    public Remedy? Remedy { get; init; }

    /// <summary>The endpoint whose addresses are the answer; null for another kind.</summary>
    public EndpointFact? Endpoint { get; init; }

    /// <summary>The endpoint whose private DNS would answer if it were on; null where that is not why the name does not resolve.</summary>
    public EndpointFact? WithoutPrivateDns { get; init; }

    /// <summary>The private hosted zone that hides the name, having no record for it; null for none.</summary>
    public HostedZoneFact? HidingZone { get; init; }

    /// <summary>The load balancer that the name leads to; null for another kind.</summary>
    public LoadBalancerFact? LoadBalancer { get; init; }

    /// <summary>True for the name of a load balancer that was not read.</summary>
    public bool IsUnreadLoadBalancer { get; init; }

    /// <summary>True where no zone that was read has the name: a public one may have it.</summary>
    public bool HasNoPublicRecord { get; init; }

    /// <summary>The zone and the records of it that gave the answer; null for none.</summary>
    public (HostedZoneFact Zone, IReadOnlyList<RecordFact> Records)? Answering { get; init; }

    /// <summary>Why it is not certain that the answer has IPv6 addresses too; null where it is.</summary>
    public string? Ipv6Doubt { get; init; }

    /// <summary>The endpoint's interfaces whose addresses are the answer, with those addresses alone.</summary>
    public IReadOnlyList<InterfaceFact> Interfaces { get; init; } = [];

    /// <summary>Ids of those of its interfaces that were not read, and whose addresses are in the answer too.</summary>
    public IReadOnlyList<string> UnreadInterfaces { get; init; } = [];

    /// <summary>True when private DNS of the endpoint gave the answer: it answers every execute-api name of the Region.</summary>
    public bool IsPrivateDns { get; init; }

    /// <summary>
    /// Addresses that a record says; whose they are depends on who calls them (<see cref="AddressOwners"/>). Empty for another
    /// kind of answer.
    /// </summary>
    public IReadOnlyList<string> Address { get; init; } = [];

    public static NameAnswer None(string evidence, Remedy? remedy = null) =>
        new()
        {
            Kind = NameAnswerKind.None,
            Evidence = evidence,
            Remedy = remedy,
        };

    public static NameAnswer Public(string evidence, Remedy? remedy = null) =>
        new()
        {
            Kind = NameAnswerKind.Public,
            Evidence = evidence,
            Remedy = remedy,
        };

    public static NameAnswer Unknown(string evidence) => new() { Kind = NameAnswerKind.Unknown, Evidence = evidence };
}
