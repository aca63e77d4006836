using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The stages of some APIs, as many as can be read while somebody waits.</summary>
internal static class StageNames
{
    // One read per API: more of them would take longer than a person at the keyboard waits.
    private const int Most = 10;

    /// <summary>By API id, its stages.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<Stage>>> ReadAsync(
        AwsSession session,
        IEnumerable<string> apiIds,
        CancellationToken stop
    )
    {
        Apis apis = new(session);
        KeyValuePair<string, IReadOnlyList<Stage>>[] read = await Task.WhenAll(
            apiIds.Take(Most).Select(async id => KeyValuePair.Create(id, await apis.StagesAsync(id, stop)))
        );
        return new Dictionary<string, IReadOnlyList<Stage>>(read, StringComparer.Ordinal);
    }

    /// <summary>By API id, a text about its stages; nothing if there are too many APIs to read.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> DescribeAsync(
        AwsSession session,
        IReadOnlyList<RestApi> apis,
        CancellationToken stop
    ) =>
        apis.Count > Most
            ? new Dictionary<string, string>()
            : (await ReadAsync(session, apis.Select(api => api.Id), stop)).ToDictionary(
                entry => entry.Key,
                entry =>
                    entry.Value.Count == 0
                        ? ", no stage"
                        : $", {(entry.Value.Count == 1 ? "stage" : "stages")} "
                            + $"{string.Join(", ", entry.Value.Select(stage => stage.StageName))}",
                StringComparer.Ordinal
            );
}
