using PrivateApi.Aws.Credentials;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes Regions, from the SDK's endpoint data.</summary>
public sealed class RegionCompleter : Completer
{
    private protected override IEnumerable<Suggestion> Suggest(CompletionScene scene) =>
        KnownRegions.All.Select(region => new Suggestion(region.SystemName, region.DisplayName));
}
