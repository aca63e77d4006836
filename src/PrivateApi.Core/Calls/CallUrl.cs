using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Calls;

/// <summary>
/// The URL of a call taken apart, in the forms of the API Gateway developer guide, "Invoke a private API"
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html).
/// </summary>
internal sealed record CallUrl
{
    /// <summary>The whole URL, with its query and without a fragment.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its host.</summary>
    public required ApiHost Host { get; init; }

    /// <summary>
    /// The API that the host names or, by API Gateway's precedence, the header x-apigw-api-id or Host; null where none of them names one.
    /// </summary>
    public string? RestApiId { get; init; }

    /// <summary>The Host that is sent: that of the header, or else the URL's.</summary>
    public required ApiHost Sent { get; init; }

    /// <summary>The first part of the path, which is the stage on every host but a custom domain's; null where there is none.</summary>
    public string? StageName { get; init; }

    /// <summary>The path below the stage, with the query.</summary>
    public required string Path { get; init; }

    /// <summary>Reads a URL; a missing scheme is https.</summary>
    /// <param name="given">The URL.</param>
    /// <param name="headers">The call's headers.</param>
    /// <exception cref="PrivateApiException"><c>UriNotUnderstood</c>. The message never repeats a user name or password.</exception>
    public static CallUrl Read(Uri given, IReadOnlyDictionary<string, string> headers)
    {
        if (Absolute(given) is not { } url || url.Scheme != Uri.UriSchemeHttps || url.Host.Length == 0)
        {
            throw NotUnderstood(
                Absolute(given) is { } plain && plain.Scheme == Uri.UriSchemeHttp
                    ? $"The URL of {plain.Host} begins with http://. API Gateway answers only https on port 443."
                    : "This is not the URL of an API. Give one as https://{api}.execute-api.{region}.amazonaws.com/{stage}/{path}."
            );
        }

        if (url.UserInfo.Length > 0)
        {
            throw NotUnderstood(
                $"The URL of {url.Host} has a user name or password in it, which API Gateway does not read. Remove it from the URL."
            );
        }

        if (!url.IsDefaultPort)
        {
            throw NotUnderstood($"The URL of {url.Host} names port {url.Port}. API Gateway answers only https on port 443.");
        }

        ApiHost host = ApiHost.Parse(url.IdnHost);
        string? sent = headers.GetValueOrDefault("Host");
        string[] parts = url.AbsolutePath[1..].Split('/', 2);
        return new CallUrl
        {
            Url = new Uri(url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)),
            Host = host,
            Sent = sent is { Length: > 0 } ? ApiHost.Parse(sent.Split(':')[0]) : host,
            RestApiId = RequestedApi.NamedBy(host, sent, headers.GetValueOrDefault("x-apigw-api-id")),
            StageName = parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null,
            Path = "/" + (parts.Length > 1 ? parts[1] : string.Empty) + url.Query,
        };
    }

    /// <summary>The Region that a URL's host names; null for none.</summary>
    public static string? RegionOf(Uri given) => Absolute(given) is { } url ? ApiHost.Parse(url.Host).Region : null;

    /// <summary>Refuses parameters that contradict the URL; null or empty for one that was not given.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>, naming both.</exception>
    public void RequireAgreement(string? restApiId, string? stageName, string? path, string? vpcEndpointId, UrlForm form, string region)
    {
        Agree("-RestApiId", restApiId, RestApiId);
        Agree("-StageName", stageName, StageName);
        Agree("-Path", path is null ? null : DefaultPath.WithSlash(path), Path);
        RequireHost(vpcEndpointId, form, region);
    }

    /// <summary>Refuses another custom domain name beside the URL than its host; null or empty for none.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>.</exception>
    public void RequireName(string? domainName) =>
        Agree(
            "-DomainName",
            string.Equals(domainName, Host.Name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(domainName, Sent.Name, StringComparison.OrdinalIgnoreCase)
                ? null
                : domainName,
            Host.Name
        );

    /// <summary>
    /// Refuses an endpoint, a form of address and a Region that contradict the URL's host; null for one that was not given.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>, naming both.</exception>
    public void RequireHost(string? vpcEndpointId, UrlForm form, string region)
    {
        Agree("-VpcEndpointId", vpcEndpointId, Host.VpcEndpointId);
        Agree("-UrlForm", form == UrlForm.Auto ? null : form.ToString(), Host.Form.ToString());
        Agree("the connection's Region", region, Host.Region);
    }

    /// <summary>Refuses an API, a stage and a path that contradict those to which the URL leads; null for one that was not given.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>, naming both.</exception>
    public static void RequireTarget(
        (string? RestApiId, string? StageName, string? Path) given,
        (string? RestApiId, string? StageName, string? Path) read
    )
    {
        Agree("-RestApiId", given.RestApiId, string.IsNullOrEmpty(read.RestApiId) ? null : read.RestApiId);
        Agree("-StageName", given.StageName, read.StageName);
        Agree("-Path", given.Path is null ? null : DefaultPath.WithSlash(given.Path), read.Path);
    }

    /// <summary>The failure of a URL that does not say which API it calls.</summary>
    public PrivateApiException NamesNoApi(string more) =>
        Host.IsApiGateways && !Sent.IsApiGateways ? NotUnderstood($"The Host {Sent.Name} does not say which API is called. {more}")
        : Host.Form == UrlForm.EndpointDns
            ? NotUnderstood(
                $"The host {Host.Name} is an endpoint's own name, which does not say which API is called. Name the API as the call "
                    + "does, with -Header @{ Host = '{api}.execute-api.{region}.amazonaws.com' } or "
                    + "-Header @{ 'x-apigw-api-id' = '{api}' }, or name it with -RestApiId to see what this call gets without them."
            )
        : NotUnderstood($"The host {Host.Name} does not say which API is called. {more}");

    private static Uri? Absolute(Uri given)
    {
        string text = given.OriginalString.Trim();
        return Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out Uri? url)
            ? url
            : null;
    }

    private static void Agree(string parameter, string? given, string? read)
    {
        if (!string.IsNullOrEmpty(given) && read is not null && !string.Equals(given, read, StringComparison.Ordinal))
        {
            throw new PrivateApiException(
                "ParameterMismatch",
                FaultKind.InvalidArgument,
                $"The URL says {read}, but {parameter} is {given}. Leave out {parameter}, or correct one of them.",
                given
            );
        }
    }

    private static PrivateApiException NotUnderstood(string message) => new("UriNotUnderstood", FaultKind.InvalidArgument, message);
}
