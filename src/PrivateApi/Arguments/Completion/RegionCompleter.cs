using Amazon;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes Regions, from the SDK's endpoint data.</summary>
public sealed class RegionCompleter : Completer
{
    private protected override IEnumerable<Suggestion> Suggest(CompletionScene scene) =>
        RegionEndpoint
            .EnumerableAllRegions.OrderBy(region => region.SystemName, StringComparer.Ordinal)
            .Select(region => new Suggestion(region.SystemName, region.DisplayName));
}
