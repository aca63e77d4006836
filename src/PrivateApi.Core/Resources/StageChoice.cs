using PrivateApi.Errors;
using PrivateApi.Reachability;

namespace PrivateApi.Resources;

/// <summary>The stage that is meant: the one that was named, or an API's only one.</summary>
internal static class StageChoice
{
    /// <summary>A stage that exists.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="stageName">The stage that was named; null for none.</param>
    /// <param name="stages">The stages that the API has.</param>
    /// <exception cref="PrivateApiException"><c>StageRequired</c>, <c>StageNotFound</c>.</exception>
    public static string Of(string restApiId, string? stageName, IReadOnlyList<string> stages) =>
        stageName is null ? Only(restApiId, stages)
        : stages.Contains(stageName) ? stageName
        : throw ApiErrors.StageNotFound(restApiId, stageName, stages);

    /// <summary>The only stage, where none was named.</summary>
    /// <exception cref="PrivateApiException"><c>StageRequired</c>: there is none, or there are several.</exception>
    public static string Only(string restApiId, IReadOnlyList<string> stages) =>
        stages switch
        {
            [var only] => only,
            [] => throw Required(restApiId, $"API {restApiId} has no stage. Deploy it: {Deploy.To(restApiId, null)}"),
            _ => throw Required(
                restApiId,
                $"API {restApiId} has more than one stage: {string.Join(", ", stages)}. Name one with -StageName."
            ),
        };

    private static PrivateApiException Required(string restApiId, string message) =>
        new("StageRequired", FaultKind.InvalidArgument, message, restApiId);
}
