using PrivateApi.Errors;

namespace PrivateApi.Resources;

/// <summary>Errors about API keys; none of them shows one.</summary>
internal static class ApiKeyErrors
{
    public static PrivateApiException NotFound(string target, string region) =>
        new("ApiKeyNotFound", FaultKind.NotFound, $"There is no API key '{target}' in {region}. Get-PrivateApiKey lists the keys.", target);

    public static PrivateApiException Ambiguous(string name, IEnumerable<string> ids) =>
        new(
            "AmbiguousName",
            FaultKind.Conflict,
            $"More than one API key is called '{name}': {string.Join(", ", ids)}. Name one with -ApiKeyId.",
            name
        );

    /// <summary>A key is in several plans, and the change is one of a plan.</summary>
    public static PrivateApiException PlanRequired(string keyId, IReadOnlyCollection<string> planIds) =>
        new(
            "UsagePlanRequired",
            FaultKind.InvalidArgument,
            planIds.Count == 0
                ? $"API key {keyId} is in no usage plan, and limits, quota and stages are a plan's. New-PrivateApiKey makes both."
                : $"API key {keyId} is in more than one usage plan: {string.Join(", ", planIds)}. Name one with -UsagePlanId.",
            keyId
        );
}
