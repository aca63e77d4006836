using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Finds private custom domain names by a name that may contain wildcards.</summary>
internal static class DomainSelection
{
    public static async Task<IReadOnlyList<Domain>> FindAsync(
        AwsSession session,
        string name,
        string? id,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        bool isPattern = WildcardPattern.ContainsWildcardCharacters(name);
        Domains domains = new(session);
        IReadOnlyList<Domain> found = await domains.ListAsync(
            (other, otherId) => pattern.IsMatch(other) && (id is null || id == otherId),
            isPattern ? null : name,
            progress,
            stop
        );
        return found.Count > 0 || isPattern ? found : throw domains.NotFound(name, id);
    }
}
