using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of VPCs; the beginning of a name works too.</summary>
public sealed class VpcIdCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await VpcSuggestions.ReadAsync(session, stop)).Select(vpc => new Suggestion(
                vpc.VpcId,
                VpcSuggestions.Describe(vpc),
                VpcSuggestions.NameOf(vpc)
            )),
        ];
}
