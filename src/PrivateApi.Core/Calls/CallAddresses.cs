using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Calls;

/// <summary>Which addresses of an API to try.</summary>
/// <param name="Hosts">Its hosts.</param>
/// <param name="Associated">Endpoints associated with the API: those have an alias.</param>
internal sealed record CallAddresses(ApiHosts Hosts, IReadOnlyList<string> Associated)
{
    /// <summary>The host of a URL to call as it is; null to choose.</summary>
    public ApiHost? Given { get; init; }

    /// <summary>The addresses to try, in order; one alone where the user named the form.</summary>
    /// <param name="form">The form asked for.</param>
    /// <param name="vpcEndpointId">The endpoint to go through; null where none is known.</param>
    /// <param name="endpoint">That endpoint as far as it can be read; null otherwise.</param>
    /// <param name="mayUsePrivateDns">False where the API's own name would not lead to that endpoint.</param>
    /// <exception cref="PrivateApiException"><c>EndpointRequired</c>: the form needs an endpoint, and none is known.</exception>
    public IReadOnlyList<CallAddress> Choose(UrlForm form, string? vpcEndpointId, Endpoint? endpoint, bool mayUsePrivateDns)
    {
        if (Given is not null)
        {
            return [new CallAddress(Given.Form, Given.Name)];
        }

        if (form != UrlForm.Auto)
        {
            return [AddressFor(form, vpcEndpointId, endpoint) ?? throw Required(form)];
        }

        CallAddress[] chosen =
        [
            .. ApiHosts
                .InOrder(vpcEndpointId is not null && Associated.Contains(vpcEndpointId))
                .Where(tried => tried != UrlForm.PrivateDns || mayUsePrivateDns)
                .Select(tried => AddressFor(tried, vpcEndpointId, endpoint))
                .OfType<CallAddress>(),
        ];
        return chosen.Length > 0 ? chosen : [new CallAddress(UrlForm.PrivateDns, Hosts.Default)];
    }

    private CallAddress? AddressFor(UrlForm form, string? vpcEndpointId, Endpoint? endpoint) =>
        Hosts.HostFor(form, vpcEndpointId, endpoint?.DnsName) is { } host ? new CallAddress(form, host, Hosts.HostHeader(form)) : null;

    private PrivateApiException Required(UrlForm form) =>
        new(
            "EndpointRequired",
            FaultKind.InvalidArgument,
            $"The address form {form} needs an endpoint, and API {Hosts.RestApiId} names none that can be read. "
                + "Name one with -VpcEndpointId; Get-PrivateApiEndpoint lists them.",
            Hosts.RestApiId
        );
}
