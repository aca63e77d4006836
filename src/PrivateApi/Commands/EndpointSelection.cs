using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
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

    /// <summary>
    /// As <see cref="FindAsync"/>; none, without an error, where an earlier removal was stopped after it had deleted the
    /// endpoint.
    /// </summary>
    public static async Task<IReadOnlyList<Endpoint>> FindForRemovalAsync(AwsSession session, string name, CancellationToken stop)
    {
        try
        {
            return await FindAsync(session, null, name, stop);
        }
        catch (PrivateApiException e) when (e.ErrorId == "EndpointNotFound")
        {
            if ((await FindInterruptedAsync(session, name, stop)).Count == 0)
            {
                throw;
            }

            return [];
        }
    }

    /// <summary>The VPCs in which something is left of an endpoint of this name; none for a name with wildcards.</summary>
    public static Task<IReadOnlyList<string>> FindInterruptedAsync(AwsSession session, string name, CancellationToken stop) =>
        WildcardPattern.ContainsWildcardCharacters(name)
            ? Task.FromResult<IReadOnlyList<string>>([])
            : new EndpointRemoval(session, ProbeRemovals.On(session)).FindInterruptedAsync(name, stop);
}
