using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

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
        IReadOnlyList<AwsStage> stages = await apis.StagesAsync(restApiId, stop);
        string names = string.Join(", ", stages.Select(stage => stage.StageName));
        if (stageName is not null)
        {
            return stages.Any(stage => stage.StageName == stageName)
                ? stageName
                : throw ApiErrors.StageNotFound(restApiId, stageName, stages.Select(stage => stage.StageName));
        }

        return stages is [var only]
            ? only.StageName
            : throw new PrivateApiException(
                "StageRequired",
                FaultKind.InvalidArgument,
                names.Length > 0
                    ? $"API {restApiId} has more than one stage: {names}. Name one with -StageName."
                    : $"API {restApiId} has no stage yet. Publish-PrivateApi makes one.",
                restApiId
            );
    }
}
