using PrivateApi.Errors;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>A stage as it is named for a usage plan: <c>RestApiId/StageName</c>.</summary>
internal static class PlanStage
{
    /// <summary>Its parts.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidStage</c>.</exception>
    public static (string Api, string Stage) Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } api, { Length: > 0 } stage]
            ? (api, stage)
            : throw new PrivateApiException(
                "InvalidStage",
                FaultKind.InvalidArgument,
                $"'{text}' is not a stage. Write it as RestApiId/StageName, for instance a1b2c3d4e5/demo.",
                text
            );
}
