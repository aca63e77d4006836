using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Policy.Language;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>What converting an API to another endpoint type would do.</summary>
/// <param name="Before">The API as it is.</param>
/// <param name="ToPrivate">True for <c>PRIVATE</c>, false for <c>REGIONAL</c>.</param>
/// <param name="Policy">The policy that it gets; null if it keeps its own, or has none.</param>
/// <param name="RemovesPolicy">True if its policy is removed once it is regional.</param>
/// <param name="VpcEndpointIds">The endpoints that it is associated with afterwards.</param>
/// <param name="StageNames">The stages that are deployed at the end.</param>
/// <param name="OtherStageNames">Its other stages, which answer as they were deployed last.</param>
/// <param name="Context">What the shorthand of its policy stands for.</param>
internal sealed record ApiConversion(
    RestApi Before,
    bool ToPrivate,
    PolicyDocument? Policy,
    bool RemovesPolicy,
    IReadOnlyList<string> VpcEndpointIds,
    IReadOnlyList<string> StageNames,
    IReadOnlyList<string> OtherStageNames,
    PolicyContext Context
)
{
    /// <summary>The API's id.</summary>
    public string RestApiId => Before.Id;

    /// <summary>The endpoint type that it has; an API without one is edge-optimized.</summary>
    public string OldType => Apis.TypeOf(Before);

    /// <summary>The endpoint type that it gets.</summary>
    public string NewType => ToPrivate ? "PRIVATE" : "REGIONAL";

    /// <summary>Endpoints that are associated.</summary>
    public IReadOnlyList<string> Added => [.. VpcEndpointIds.Except(Apis.VpcEndpointIds(Before), StringComparer.Ordinal)];

    /// <summary>Endpoints that are no longer associated.</summary>
    public IReadOnlyList<string> Removed => [.. Apis.VpcEndpointIds(Before).Except(VpcEndpointIds, StringComparer.Ordinal)];

    /// <summary>True when the API itself changes.</summary>
    public bool ChangesApi =>
        OldType != NewType || Policy is not null || (RemovesPolicy && Before.Policy is { Length: > 0 }) || Added.Count + Removed.Count > 0;

    /// <summary>Who loses or gains the way to it; null where the type stays.</summary>
    public string? Reach =>
        OldType == NewType ? null
        : ToPrivate ? "From then on it answers through VPC endpoints only: callers on the internet no longer reach it."
        : "From then on it answers on the internet, and no longer through VPC endpoints.";

    /// <summary>The change in words, step by step in the order of the work.</summary>
    /// <param name="plan">The plan, surveyed.</param>
    public string Describe(Plan plan)
    {
        List<string> lines =
        [
            OldType == NewType ? $"Complete API {RestApiId} as {NewType}:" : $"Convert API {RestApiId} from {OldType} to {NewType}:",
        ];
        lines.AddRange(plan.Missing.Select(step => "  " + step.Description));
        if (Reach is { } reach)
        {
            lines.Add(reach);
        }

        if (StageNames.Count > 0)
        {
            lines.Add("A deployment takes everything live that was changed since the last one.");
        }

        if (OtherStageNames.Count > 0)
        {
            lines.Add($"Not deployed: {string.Join(", ", OtherStageNames)}. AWS wants a deployment after the type has changed.");
        }

        return VisibleText.Lines(lines);
    }
}
