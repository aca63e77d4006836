using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// Calls whose URL names one thing, and whose headers another. The guide has a Host other than the URL's, and x-apigw-api-id, at an
/// endpoint's own name alone (API Gateway guide, "Invoke a private API"); what counts at other names it does not say.
/// </summary>
internal static class HostDoubt
{
    private const string Unsaid = "the guide does not say which of them counts";

    /// <summary>What is not documented about a call, in words; null where the guide says what decides.</summary>
    public static string? Of(EvaluationContext evaluation)
    {
        PathCall call = evaluation.Call;
        if (call is { HostHeader: null, ApiIdHeader: null } or { IsApiFound: true } || evaluation is not { Way: null, IsPast: false })
        {
            return null;
        }

        ApiHost url = ApiHost.Parse(evaluation.Address.Host);
        ApiHost sent = ApiHost.Parse(evaluation.SentHost);
        string? id = call.ApiIdHeader;
        return url.Form switch
        {
            UrlForm.EndpointDns when id is not null && IsDomain(evaluation.Snapshot, sent.Name) =>
                $"the Host is the custom domain {sent.Name} and x-apigw-api-id names {id}; {Unsaid}. Send one of them",
            UrlForm.EndpointDns => null,
            UrlForm.CustomDomain when call.DomainName is null && !IsDomain(evaluation.Snapshot, url.Name) => null,
            UrlForm.CustomDomain when id is not null =>
                $"the URL's name is the custom domain {url.Name} and x-apigw-api-id names {id}; {Unsaid}. "
                    + Instead(evaluation, "x-apigw-api-id"),
            UrlForm.CustomDomain when sent.Name != url.Name =>
                $"the URL's name is the custom domain {url.Name} and the Host is {sent.Name}; {Unsaid}. {Instead(evaluation, "Host")}",
            UrlForm.CustomDomain => null,
            _ when sent.Name == url.Name || sent.RestApiId == url.RestApiId => null,
            _ => $"the URL names {url.RestApiId} and the Host is {sent.Name}; {Unsaid}. {Instead(evaluation, "Host")}",
        };
    }

    private static string Instead(EvaluationContext evaluation, string header) =>
        $"Leave {header} out, or send it to the endpoint's own name"
        + (
            evaluation.Endpoint is { } endpoint && EndpointNames.Regional(endpoint.DnsNames) is { } name
                ? $" {name}, where it decides"
                : ", where it decides"
        );

    private static bool IsDomain(AccountSnapshot snapshot, string name) =>
        snapshot.Domains.Any(domain => domain.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
