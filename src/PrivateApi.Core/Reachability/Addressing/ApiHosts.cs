using PrivateApi.Model;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// The hosts under which an API answers (API Gateway developer guide, "Invoke a private API"). <see cref="ApiHost"/> takes
/// such a host apart.
/// </summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Region">Its Region.</param>
/// <param name="DnsSuffix">DNS suffix of the partition.</param>
internal sealed record ApiHosts(string RestApiId, string Region, string DnsSuffix)
{
    /// <summary>The API's own name, which needs private DNS. It is also the Host for calls by an endpoint's own name.</summary>
    public string Default => $"{RestApiId}.{Domain(Region, DnsSuffix)}";

    /// <summary>The domain of every API of a Region; an endpoint with private DNS answers for the names in it.</summary>
    public static string Domain(string region, string dnsSuffix) => $"execute-api.{region}.{dnsSuffix}";

    /// <summary>
    /// The forms that <see cref="UrlForm.Auto"/> tries, in this order. An endpoint has an alias only for the APIs that it is
    /// associated with.
    /// </summary>
    public static IReadOnlyList<UrlForm> InOrder(bool isAssociated) =>
        isAssociated ? [UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns] : [UrlForm.PrivateDns, UrlForm.EndpointDns];

    /// <summary>The Route 53 alias of the API and an endpoint that is associated with it.</summary>
    public string Alias(string vpcEndpointId) => $"{RestApiId}-{vpcEndpointId}.{Domain(Region, DnsSuffix)}";

    /// <summary>The host of a form; null where the form needs an endpoint that is not known, and for custom domains.</summary>
    /// <param name="form">The form.</param>
    /// <param name="vpcEndpointId">The endpoint; null where none is known.</param>
    /// <param name="endpointNames">All names of that endpoint; null where they cannot be read.</param>
    public string? HostFor(UrlForm form, string? vpcEndpointId, IEnumerable<string?>? endpointNames) =>
        form switch
        {
            UrlForm.PrivateDns => Default,
            UrlForm.Alias when vpcEndpointId is not null => Alias(vpcEndpointId),
            UrlForm.EndpointDns when endpointNames is not null => EndpointNames.Regional(endpointNames),
            _ => null,
        };

    /// <summary>The Host header of a form where it is not the URL's host; null otherwise.</summary>
    public string? HostHeader(UrlForm form) => form == UrlForm.EndpointDns ? Default : null;
}
