namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// Which API a request asks for: by the header x-apigw-api-id, or else by its Host (API Gateway guide, "Invoke a private API using
/// an endpoint's public DNS names").
/// </summary>
internal static class RequestedApi
{
    /// <summary>The API's id; null where neither names one, as for custom domain names.</summary>
    /// <param name="host">The host of the URL, which is the Host header unless another is sent.</param>
    /// <param name="hostHeader">The Host header that is sent in its place; null for none.</param>
    /// <param name="idHeader">The value of x-apigw-api-id; null for none.</param>
    public static string? NamedBy(ApiHost host, string? hostHeader, string? idHeader) =>
        idHeader is { Length: > 0 } ? idHeader
        : hostHeader is { Length: > 0 } ? ApiHost.Parse(hostHeader.Split(':')[0]).RestApiId
        : host.RestApiId;
}
