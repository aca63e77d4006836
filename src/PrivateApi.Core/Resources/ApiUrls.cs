using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using Vpce = Amazon.EC2.Model.VpcEndpoint;

namespace PrivateApi.Resources;

/// <summary>
/// The addresses under which a stage answers (API Gateway developer guide, "Invoke a private API"): with private DNS,
/// through the alias of an associated endpoint, and through an endpoint's own name with the API as Host.
/// </summary>
internal static class ApiUrls
{
    /// <param name="api">The API.</param>
    /// <param name="stageName">The stage.</param>
    /// <param name="region">The API's Region.</param>
    /// <param name="dnsSuffix">DNS suffix of its partition.</param>
    /// <param name="endpoints">The associated endpoints, as far as they can be read.</param>
    public static IReadOnlyList<ApiUrl> ForStage(
        RestApi api,
        string stageName,
        string region,
        string dnsSuffix,
        IReadOnlyDictionary<string, Vpce> endpoints
    )
    {
        if (api.DisableExecuteApiEndpoint == true)
        {
            return Array.Empty<ApiUrl>();
        }

        ApiHosts hosts = new(api.Id, region, dnsSuffix);
        if (!Apis.IsPrivate(api))
        {
            return new[] { Url("Public", hosts.Default, null, null) };
        }

        List<ApiUrl> urls = [];
        IReadOnlyList<string> associated = Apis.VpcEndpointIds(api);
        if (
            !associated.Any() || associated.Any(id => !endpoints.TryGetValue(id, out Vpce? endpoint) || endpoint.PrivateDnsEnabled != false)
        )
        {
            urls.Add(Url(nameof(UrlForm.PrivateDns), hosts.Default, null, null));
        }

        urls.AddRange(associated.Select(id => Url(nameof(UrlForm.Alias), hosts.Alias(id), null, id)));

        // In STRICT mode the name in TLS must be the Host header's (developer guide, "Security policies for REST APIs").
        foreach (string id in api.EndpointAccessMode == "STRICT" ? [] : associated)
        {
            if (EndpointNames.Regional((endpoints.GetValueOrDefault(id)?.DnsEntries ?? []).Select(entry => entry.DnsName)) is { } name)
            {
                urls.Add(Url(nameof(UrlForm.EndpointDns), name, hosts.HostHeader(UrlForm.EndpointDns), id));
            }
        }

        return urls;

        ApiUrl Url(string form, string host, string? hostHeader, string? vpcEndpointId) =>
            new()
            {
                Form = form,
                Url = $"https://{host}/{stageName}",
                HostHeader = hostHeader,
                VpcEndpointId = vpcEndpointId,
                StageName = stageName,
            };
    }
}
