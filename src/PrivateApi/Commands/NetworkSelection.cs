using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Commands;

/// <summary>
/// Finds networks by a name that may contain wildcards, or by a text that can only be the id of a VPC: only a literal one has to exist.
/// </summary>
internal static class NetworkSelection
{
    public static async Task<IReadOnlyList<Network>> FindAsync(AwsSession session, string name, CancellationToken stop)
    {
        Networks networks = new(session);
        if (name.StartsWith("vpc-", StringComparison.Ordinal) && name[4..].All(char.IsAsciiHexDigitLower))
        {
            return [await networks.GetAsync(name, stop)];
        }

        return WildcardPattern.ContainsWildcardCharacters(name)
            ? await networks.ListAsync(WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch, stop)
            : await networks.GetByNameAsync(name, stop);
    }
}
