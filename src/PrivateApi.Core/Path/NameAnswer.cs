namespace PrivateApi.Paths;

/// <summary>What a resolver says.</summary>
/// <param name="Interfaces">Interfaces whose addresses are the answer; empty for none.</param>
/// <param name="IsPublic">True for public addresses of API Gateway, which lead past any endpoint.</param>
/// <param name="Endpoint">The endpoint that the interfaces are of; null when there are none.</param>
internal sealed record NameAnswer(IReadOnlyList<InterfaceFact> Interfaces, bool IsPublic, EndpointFact? Endpoint)
{
    public static NameAnswer None { get; } = new([], IsPublic: false, Endpoint: null);

    public static NameAnswer Public { get; } = new([], IsPublic: true, Endpoint: null);

    public bool IsResolved => IsPublic || Interfaces.Count > 0;

    public static NameAnswer Of(EndpointFact endpoint) => new(endpoint.Interfaces, IsPublic: false, endpoint);
}
