namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// What API Gateway does with headers of its own accord (developer guide, "Amazon API Gateway important notes"; localstack,
/// TestApiGatewayHeaderRemapping, December 2024).
/// </summary>
internal static class GatewayHeaders
{
    public const string TraceId = "X-Amzn-Trace-Id";

    // Those of one connection, and others that never get past API Gateway: neither to templates nor to backends.
    private static readonly HashSet<string> Consumed = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Content-Length",
        "Content-MD5",
        "Expect",
        "Keep-Alive",
        "Max-Forwards",
        "Proxy-Authenticate",
        "Server",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "WWW-Authenticate",
    };

    // Of an integration's own request parameters.
    private static readonly HashSet<string> NotSent = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection",
        "Expect",
        "Keep-Alive",
        "Proxy-Authenticate",
        "TE",
        "Via",
    };

    private static readonly HashSet<string> Remapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Connection",
        "Content-Length",
        "Content-MD5",
        "Date",
        "Expect",
        "Host",
        "Max-Forwards",
        "Proxy-Authenticate",
        "Server",
        "Trailer",
        "Upgrade",
        "User-Agent",
        "WWW-Authenticate",
        "x-amz-apigw-id",
        "x-amzn-RequestId",
    };

    /// <summary>True for a caller's header that ends at API Gateway.</summary>
    public static bool IsConsumed(string name) => Consumed.Contains(name);

    /// <summary>True for a caller's header that is not handed to an HTTP backend.</summary>
    public static bool IsKeptFromBackend(string name) =>
        IsConsumed(name) || name.ToLowerInvariant() is "host" or "content-encoding" or "via" or "x-apigw-api-id";

    /// <summary>True for a mapped header that API Gateway drops.</summary>
    public static bool IsNotSent(string name) => NotSent.Contains(name);

    /// <summary>True for a mapped header that API Gateway cannot send: the call ends with an internal server error.</summary>
    public static bool IsForbidden(string name, bool isAws) =>
        name.ToLowerInvariant() is "content-length" or "transfer-encoding"
        || (isAws && name.ToLowerInvariant() is "authorization" or "connection" or "expect" or "proxy-authenticate" or "te");

    /// <summary>The name under which the caller gets a header of a backend or a mapping; null if it does not get it.</summary>
    public static string? ToCaller(string name) =>
        string.Equals(name, "Transfer-Encoding", StringComparison.OrdinalIgnoreCase) ? null
        : Remapped.Contains(name) ? "x-amzn-Remapped-" + name
        : name;
}
