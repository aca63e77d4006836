using PrivateApi.Aws.Session;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of networks that New-PrivateApiNetwork created.</summary>
public sealed class NetworkNameCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    ) =>
        [
            .. (await VpcSuggestions.ReadAsync(session, stop))
                .Where(Networks.IsOurs)
                .Select(vpc => new Suggestion(Ec2Tags.Value(vpc.Tags, ResourceTags.Name)!, VpcSuggestions.Describe(vpc)))
                .DistinctBy(suggestion => suggestion.Text, StringComparer.OrdinalIgnoreCase),
        ];
}
