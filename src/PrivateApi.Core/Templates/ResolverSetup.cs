using PrivateApi.Aws.Clients.Resolver;

namespace PrivateApi.Templates;

/// <summary>A Resolver endpoint as it runs.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Rules">The rules that forward through it.</param>
internal sealed record ResolverSetup(
    ResolverEndpoint Endpoint,
    IReadOnlyList<IpAddressResponse> Addresses,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<ResolverRuleSetup> Rules
);
