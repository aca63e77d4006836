using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
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
    public static IReadOnlyList<ApiUrl> Of(RestApi api, string stageName, string region, string dnsSuffix, IReadOnlyDictionary<string, Vpce> endpoints)
    {
        if (api.DisableExecuteApiEndpoint == true)
        {
            return Array.Empty<ApiUrl>();
        }

        string host = $"{api.Id}.execute-api.{region}.{dnsSuffix}";
        if (!Apis.IsPrivate(api))
        {
            return new[] { new ApiUrl { Form = "Public", Url = $"https://{host}/{stageName}", StageName = stageName } };
        }

        List<ApiUrl> urls = [];
        IReadOnlyList<string> associated = Apis.VpcEndpointIds(api);
        if (!associated.Any() || associated.Any(id => !endpoints.TryGetValue(id, out Vpce? endpoint) || endpoint.PrivateDnsEnabled != false))
        {
            urls.Add(new ApiUrl { Form = "PrivateDns", Url = $"https://{host}/{stageName}", StageName = stageName });
        }

        urls.AddRange(associated.Select(id => new ApiUrl
        {
            Form = "Alias",
            Url = $"https://{api.Id}-{id}.execute-api.{region}.{dnsSuffix}/{stageName}",
            VpcEndpointId = id,
            StageName = stageName,
        }));

        // In STRICT mode the name in TLS must be the Host header's (developer guide, "Security policies for REST APIs").
        IEnumerable<string> direct = api.EndpointAccessMode == "STRICT" ? [] : associated;
        urls.AddRange(direct.Where(endpoints.ContainsKey).Where(id => RegionalName(endpoints[id]) is not null).Select(id => new ApiUrl
        {
            Form = "EndpointDns",
            Url = $"https://{RegionalName(endpoints[id])}/{stageName}",
            HostHeader = host,
            VpcEndpointId = id,
            StageName = stageName,
        }));
        return urls;
    }

    // The zonal names are the regional one with the zone inserted, so the shortest is the regional one.
    private static string? RegionalName(Vpce endpoint) =>
        (endpoint.DnsEntries ?? []).Select(entry => entry.DnsName).Where(name => name?.Contains(".vpce.", StringComparison.Ordinal) == true).MinBy(name => name.Length);
}
