using System.Management.Automation;
using PrivateApi.Aws;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Commands;

/// <summary>Finds endpoints by a name that may hold wildcards; <c>*</c> alone means those without a name too.</summary>
internal static class EndpointSelection
{
    public static Task<IReadOnlyList<Endpoint>> FindAsync(AwsSession session, string? vpcId, string name, CancellationToken stop)
    {
        Endpoints endpoints = new(session, ProbeRemovals.On(session));
        if (!WildcardPattern.ContainsWildcardCharacters(name))
        {
            return endpoints.GetByNameAsync(vpcId, name, stop);
        }

        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return endpoints.ListAsync(vpcId, other => name == "*" || (other is not null && pattern.IsMatch(other)), stop);
    }
}
