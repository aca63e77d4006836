using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The existing Resolver endpoints.</summary>
internal static class ResolverSuggestions
{
    public static async Task<IEnumerable<TaggedEndpoint>> ReadAsync(
        AwsSession session,
        IReadOnlyList<string> vpcIds,
        CancellationToken stop
    ) =>
        (await new ResolverReads(session).TaggedAsync(stop))
            .Where(item => !item.IsLeaving && (vpcIds.Count == 0 || vpcIds.Contains(item.Endpoint.HostVPCId)))
            .OrderBy(item => item.Name is null)
            .ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase);

    public static string Describe(TaggedEndpoint item) =>
        $"{item.Name ?? item.Endpoint.Name ?? "no name"} ({item.Endpoint.Id}), {item.Endpoint.Direction} in {item.Endpoint.HostVPCId}, "
        + item.Endpoint.Status;
}
