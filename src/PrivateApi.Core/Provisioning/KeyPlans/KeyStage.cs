using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>Finds the stage that a key is for.</summary>
internal static class KeyStage
{
    /// <summary>The stage that was named, or the API's only one.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageRequired</c>, <c>StageNotFound</c>.</exception>
    public static async Task<string> FindAsync(AwsSession session, string restApiId, string? stageName, CancellationToken stop)
    {
        Apis apis = new(session);
        await apis.GetRestApiAsync(restApiId, stop);
        return StageChoice.Of(restApiId, stageName, [.. (await apis.StagesAsync(restApiId, stop)).Select(stage => stage.StageName)]);
    }
}
