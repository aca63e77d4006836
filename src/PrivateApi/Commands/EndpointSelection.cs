using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Commands;

/// <summary>
/// Finds endpoints by a name that may contain wildcards, or by a text that can only be an id; a single <c>*</c> includes those without
/// a name.
/// </summary>
internal static class EndpointSelection
{
    public static async Task<IReadOnlyList<Endpoint>> FindAsync(AwsSession session, string? vpcId, string name, CancellationToken stop)
    {
        Endpoints endpoints = new(session, ProbeRemovals.On(session));
        if (name.StartsWith("vpce-", StringComparison.Ordinal) && name[5..].All(char.IsAsciiHexDigitLower))
        {
            return [await endpoints.GetAsync(name, stop)];
        }

        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return await endpoints.GetByNameAsync(vpcId, name, stop);
        }

        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return await endpoints.ListAsync(vpcId, other => name == "*" || (other is not null && pattern.IsMatch(other)), stop);
    }
}
