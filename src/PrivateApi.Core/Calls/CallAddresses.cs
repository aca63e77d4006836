using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Calls;

/// <summary>The addresses of an API by form, and which of them to try (API Gateway developer guide, "Invoke a private API").</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Region">Its Region.</param>
/// <param name="DnsSuffix">DNS suffix of the partition.</param>
/// <param name="Associated">Endpoints associated with the API: those have an alias.</param>
internal sealed record CallAddresses(string RestApiId, string Region, string DnsSuffix, IReadOnlyList<string> Associated)
{
    private string ApiHost => $"{RestApiId}.execute-api.{Region}.{DnsSuffix}";

    public CallAddress PrivateDns => new(UrlForm.PrivateDns, ApiHost);

    public CallAddress Alias(string vpcEndpointId) => new(UrlForm.Alias, $"{RestApiId}-{vpcEndpointId}.execute-api.{Region}.{DnsSuffix}");

    /// <summary>The endpoint's regional name, with the API as Host; null where the endpoint shows no name.</summary>
    public CallAddress? EndpointDns(Endpoint endpoint) => endpoint.DnsName.Count == 0 ? null : new(UrlForm.EndpointDns, endpoint.DnsName[0], ApiHost);

    /// <summary>
    /// The addresses to try, in order; one alone where the user named the form.
    /// </summary>
    /// <param name="form">The form asked for.</param>
    /// <param name="vpcEndpointId">The endpoint to go through; null where none is known.</param>
    /// <param name="endpoint">That endpoint as far as it can be read; null otherwise.</param>
    /// <param name="mayUsePrivateDns">False where the API's own name would not lead to that endpoint.</param>
    /// <exception cref="PrivateApiException"><c>EndpointRequired</c>: the form needs an endpoint, and none is known. <c>UrlFormNotSupported</c>: a custom domain.</exception>
    public IReadOnlyList<CallAddress> Choose(UrlForm form, string? vpcEndpointId, Endpoint? endpoint, bool mayUsePrivateDns)
    {
        CallAddress? direct = endpoint is null ? null : EndpointDns(endpoint);
        return form switch
        {
            UrlForm.PrivateDns => [PrivateDns],
            UrlForm.Alias => [Alias(vpcEndpointId ?? throw Required(form))],
            UrlForm.EndpointDns => [direct ?? throw Required(form)],
            UrlForm.CustomDomain => throw ByDomain(),
            _ => Auto(vpcEndpointId, direct, mayUsePrivateDns),
        };
    }

    private List<CallAddress> Auto(string? vpcEndpointId, CallAddress? direct, bool mayUsePrivateDns)
    {
        List<CallAddress> chosen = [];
        if (mayUsePrivateDns)
        {
            chosen.Add(PrivateDns);
        }

        if (vpcEndpointId is not null && Associated.Contains(vpcEndpointId))
        {
            chosen.Add(Alias(vpcEndpointId));
        }

        if (direct is not null)
        {
            chosen.Add(direct);
        }

        if (chosen.Count == 0)
        {
            chosen.Add(PrivateDns);
        }

        return chosen;
    }

    private PrivateApiException ByDomain() => new(
        "UrlFormNotSupported",
        FaultKind.InvalidArgument,
        $"API {RestApiId} is called only by its own names: a call to a custom domain name can only be judged. {CommandLine.Of("Test-PrivateApi").With("RestApiId", RestApiId).With("DomainName", CommandValue.Placeholder("domain"))} does that.",
        RestApiId);

    private PrivateApiException Required(UrlForm form) => new(
        "EndpointRequired",
        FaultKind.InvalidArgument,
        $"The address form {form} needs an endpoint, and API {RestApiId} names none that can be read. Name one with -VpcEndpointId; Get-PrivateApiEndpoint lists them.",
        RestApiId);
}
