using PrivateApi.Facts;

namespace PrivateApi.Reachability.Network;

/// <summary>The way from a caller to one interface of an endpoint, hop by hop.</summary>
internal sealed record NetworkTrace
{
    public required InterfaceFact Interface { get; init; }

    /// <summary>The address called.</summary>
    public required string Address { get; init; }

    public required Hop Route { get; init; }

    public required Hop CallerEgress { get; init; }

    public required Hop CallerNetworkAcl { get; init; }

    public required Hop EndpointNetworkAcl { get; init; }

    public required Hop EndpointIngress { get; init; }

    /// <summary>True where the two sides have no address family in common: nothing is sent.</summary>
    public bool IsWithoutFamily { get; init; }

    /// <summary>The state of the narrowest hop.</summary>
    public Disposition State =>
        (Disposition)
            Math.Max(
                Math.Max((int)Route.State, (int)CallerEgress.State),
                Math.Max((int)CallerNetworkAcl.State, Math.Max((int)EndpointNetworkAcl.State, (int)EndpointIngress.State))
            );

    public bool IsClosed => State == Disposition.Closed;
}
