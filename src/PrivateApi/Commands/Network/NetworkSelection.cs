using System.Management.Automation;
using PrivateApi.Aws;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Commands;

/// <summary>Finds networks by a name that may hold wildcards: only a literal one has to be there.</summary>
internal static class NetworkSelection
{
    public static Task<IReadOnlyList<Network>> FindAsync(AwsSession session, string name, CancellationToken stop)
    {
        Networks networks = new(session);
        return WildcardPattern.ContainsWildcardCharacters(name)
            ? networks.ListAsync(WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch, stop)
            : networks.GetByNameAsync(name, stop);
    }
}
