using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The resources of the API that is given by its id or its name.</summary>
internal static class ApiResources
{
    public static async Task<List<Resource>> ReadAsync(AwsSession session, IReadOnlyList<string> scope, CancellationToken stop) =>
        scope is [var api, ..]
            ? await ApiLists.ResourcesAsync(session.ApiGateway, await new ApiNames(session).ResolveAsync(api, stop), stop)
            : [];
}
