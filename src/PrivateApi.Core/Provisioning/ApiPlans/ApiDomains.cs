using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The custom domain names of the account whose base paths lead to an API, which hold it as it is.</summary>
internal static class ApiDomains
{
    /// <summary>A base path of a private or a public name.</summary>
    /// <param name="Domain">The name.</param>
    /// <param name="BasePath">The path as API Gateway writes it.</param>
    internal sealed record Held(DomainName Domain, string BasePath)
    {
        /// <summary>The name in words.</summary>
        public string Words =>
            $"the {(Domain.DomainNameId is null ? "public" : "private")} custom domain name {Domain.Name} (base path {BasePath})";

        /// <summary>The command that takes the base path away.</summary>
        public CommandLine Removal
        {
            get
            {
                CommandLine command = CommandLine.ForCmdlet("Remove-AGBasePathMapping").With("DomainName", Domain.Name);
                return (Domain.DomainNameId is { } id ? command.With("DomainNameId", id) : command).With("BasePath", BasePath);
            }
        }
    }

    /// <summary>The base paths that lead to an API, read name by name.</summary>
    public static async Task<IReadOnlyList<Held>> HoldingAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        List<Held> held = [];
        foreach (DomainName domain in await ApiLists.DomainsAsync(session.ApiGateway, "SELF", stop))
        {
            held.AddRange(
                (await ApiLists.MappingsAsync(session.ApiGateway, domain, stop))
                    .Where(item => item.RestApiId == restApiId)
                    .Select(item => new Held(domain, item.BasePath ?? DomainWrites.Root))
            );
        }

        return held;
    }

    /// <summary>The failure of a removal that base paths stand in the way of.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="held">The base paths; empty where they could not be read.</param>
    /// <param name="said">What the service said; null where it was not asked.</param>
    public static PrivateApiException NotRemoved(string restApiId, IReadOnlyList<Held> held, Exception? said = null) =>
        new(
            "ApiHasDomainName",
            FaultKind.Conflict,
            held.Count > 0
                ? $"API {restApiId} is mapped to {string.Join(" and ", held.Select(item => item.Words))}, and API Gateway does not remove "
                    + $"an API that a custom domain name leads to. Remove the mapping first: {held[0].Removal}. "
                    + "Remove-PrivateApiDomain removes a private name with all its mappings."
                : $"API {restApiId} is mapped to a custom domain name that this connection may not read, and API Gateway does not "
                    + $"remove it: {said?.Message.TrimEnd()} Remove-AGBasePathMapping removes a mapping, Remove-PrivateApiDomain a "
                    + "private name with all its mappings.",
            restApiId,
            said
        );
}
