using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The gateway finds the API by the request's Host, or by x-apigw-api-id where the Host is an endpoint's own name (API Gateway guide,
/// "Invoke a private API"). Browsers set neither in a preflight.
/// </summary>
internal sealed class RequestHostCheck : IPathCheck
{
    public CheckName Name => CheckName.RequestHost;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Way is { } way)
        {
            return Finding.NotApplicable($"{way.LoadBalancer.Name} forwards the request; see LoadBalancer");
        }

        if (evaluation.IsPast)
        {
            return Finding.NotApplicable("the call does not go through an endpoint");
        }

        PathCall call = evaluation.Call;
        ApiHosts hosts = new(call.RestApiId, evaluation.Snapshot.Region, evaluation.Snapshot.DnsSuffix);
        ApiHost host = ApiHost.Parse(evaluation.SentHost);
        if ((Preflight(evaluation, hosts) ?? Certificate(evaluation, hosts)) is { } before)
        {
            return before;
        }

        if (evaluation.HostDoubt is { } doubt)
        {
            return Finding.Skipped(doubt);
        }

        return call.ApiIdHeader is { } id ? ById(call, host, id)
            : host.RestApiId is { } named ? ByName(call, host, named, "Host")
            : host.Form == UrlForm.EndpointDns
                ? Finding.Refused(
                    $"the Host is {host.Name}, an endpoint's own name, and no x-apigw-api-id goes with it: "
                        + "nothing says which API is called",
                    CallAgain.CommandFor(evaluation).With("Header", CommandValue.Table(("Host", hosts.Default))),
                    DeniedAnswer.Forbidden
                )
            : ByDomain(evaluation, hosts, host);
    }

    private static Finding ById(PathCall call, ApiHost host, string id) =>
        id == call.RestApiId && host.RestApiId is { } other && other != id
            ? Finding.Warning(
                $"the Host names {other} and x-apigw-api-id names {id}; the guide does not say which of them counts. Send one of them"
            )
            : ByName(call, host, id, "x-apigw-api-id");

    private static Finding ByName(PathCall call, ApiHost host, string named, string header) =>
        named == call.RestApiId
            ? Finding.Passed($"{header} names {named}{(header == "Host" ? $": {host.Name}" : string.Empty)}")
            : Finding.Refused($"{header} names {named}, so the call goes to that API and not to {call.RestApiId}", null, null);

    private static Finding ByDomain(EvaluationContext evaluation, ApiHosts hosts, ApiHost host)
    {
        if (evaluation.Domain is { } domain && string.Equals(domain.Name, host.Name, StringComparison.OrdinalIgnoreCase))
        {
            return Finding.Passed($"the Host is the custom domain {domain.Name}");
        }

        if (evaluation.Call.DomainName is not null)
        {
            return Finding.NotApplicable("the custom domain decides; see DomainAssociated");
        }

        return evaluation.Call.IsHostUnread || evaluation.Snapshot.Missing("Domain") is not null
            ? Finding.Skipped($"whether {host.Name} is a custom domain name could not be read: apigateway:GET on /domainnames is denied")
            : Finding.Refused(
                $"the Host is {host.Name}, which is neither a name of the API nor a private custom domain that account "
                    + $"{evaluation.Snapshot.AccountId} has or shares in {evaluation.Snapshot.Region}: the gateway finds the API by it",
                CallAgain.CommandFor(evaluation).With("Header", CommandValue.Table(("Host", hosts.Default))),
                DeniedAnswer.Forbidden
            );
    }

    // TLS comes before the request, and asks for the URL's name whatever Host is sent. Which certificate is shown for a name that nobody
    // has is not documented: an endpoint shows that of its default names (re:Post "api-gateway-vpc-connections"; API Gateway guide, "Custom
    // domain names for private APIs": a name of one's own needs a certificate there).
    private static Finding? Certificate(EvaluationContext evaluation, ApiHosts hosts)
    {
        string host = evaluation.Address.Host.TrimEnd('.').ToLowerInvariant();
        return
            evaluation.Call.Host is null
            || evaluation.Call.DomainName is not null
            || evaluation.Call.IsHostUnread
            || evaluation.Snapshot.Missing("Domain") is not null
            || CertificateNames.IsGateways(evaluation.Snapshot, host)
            ? null
            : Finding.Broken(
                $"{host} is neither a name of the API nor a private custom domain that account {evaluation.Snapshot.AccountId} has or "
                    + $"shares in {evaluation.Snapshot.Region}. A record leads the connection to the endpoint, which shows the certificate "
                    + $"for *.{ApiHosts.Domain(hosts.Region, hosts.DnsSuffix)}; that is not for {host}, so the TLS handshake fails. "
                    + "A client that does not look at the certificate gets 403 Forbidden, because the gateway still looks at the Host",
                CallAgain
                    .CommandFor(evaluation)
                    .Noting("or make the name a private custom domain, with a certificate of its own, and associate the endpoint with it"),
                CallFailure.TlsFailed
            );
    }

    // A page cannot set Host, and what it sets itself comes after the preflight (Fetch standard, "CORS-preflight fetch").
    private static Finding? Preflight(EvaluationContext evaluation, ApiHosts hosts)
    {
        if (!evaluation.Call.IsFromBrowser || evaluation.Address.Form != UrlForm.EndpointDns)
        {
            return null;
        }

        string usable = evaluation.EndpointId is { } id && evaluation.Api?.Aliased.Contains(id) == true ? hosts.Alias(id) : hosts.Default;
        string words =
            "a browser sends neither x-apigw-api-id nor another Host in a preflight, so an endpoint's own name cannot answer it; "
            + $"let the page call {usable}";
        return evaluation.Call.Method == "OPTIONS" ? Finding.Refused(words, null, DeniedAnswer.Forbidden) : Finding.Warning(words);
    }
}
