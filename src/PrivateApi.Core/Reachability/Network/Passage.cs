using PrivateApi.Facts;

namespace PrivateApi.Reachability.Network;

/// <summary>The way from a caller to one interface of an endpoint, gate by gate.</summary>
internal sealed record Passage
{
    public required InterfaceFact Interface { get; init; }

    /// <summary>The address called.</summary>
    public required string Address { get; init; }

    public required Gate Route { get; init; }

    public required Gate CallerEgress { get; init; }

    public required Gate CallerNetworkAcl { get; init; }

    public required Gate EndpointNetworkAcl { get; init; }

    public required Gate EndpointIngress { get; init; }

    /// <summary>The state of the narrowest gate.</summary>
    public GateState State => (GateState)Math.Max(
        Math.Max((int)Route.State, (int)CallerEgress.State),
        Math.Max((int)CallerNetworkAcl.State, Math.Max((int)EndpointNetworkAcl.State, (int)EndpointIngress.State)));

    public bool IsClosed => State == GateState.Closed;
}
