namespace PrivateApi.Paths;

/// <summary>An interface endpoint for execute-api.</summary>
internal sealed record EndpointFact
{
    public required string Id { get; init; }

    public required string VpcId { get; init; }

    /// <summary>True once its state is <c>available</c>.</summary>
    public required bool IsAvailable { get; init; }

    public required bool PrivateDnsEnabled { get; init; }

    /// <summary>Its own names, regional and zonal, lower case.</summary>
    public required IReadOnlyList<string> DnsNames { get; init; }

    public required IReadOnlyList<InterfaceFact> Interfaces { get; init; }
}
