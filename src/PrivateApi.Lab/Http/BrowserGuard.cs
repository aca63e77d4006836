using PrivateApi.Calls;

namespace PrivateApi.Lab.Http;

/// <summary>
/// Keeps web pages away from the lab. A page in the user's browser reaches loopback as any program does, and a host name of its own that
/// resolves to 127.0.0.1 makes it same-origin (DNS rebinding); but it cannot choose Host, Origin and Sec-Fetch-Site (Fetch
/// standard, "forbidden request-header"), nor send Authorization or application/json before a preflight has allowed it, and the
/// control plane allows none. Calls to APIs are accepted, because an API has its own CORS settings, and are marked.
/// </summary>
internal static class BrowserGuard
{
    private static readonly string[] OwnNames = ["127.0.0.1", "localhost"];

    /// <summary>Why a request is refused, as a sentence; null to accept it.</summary>
    /// <param name="head">The request without its body.</param>
    /// <param name="port">The port that it came to.</param>
    public static string? Refusal(LabRequest head, int port)
    {
        if (!IsOwn(head.Host, port))
        {
            return "The lab answers only to 127.0.0.1 and localhost with its port, and to no other Host. "
                + "Name an API with /_api/{id} or x-apigw-api-id.";
        }

        bool isDescribed = head.RawPath == LabCallProtocol.Path;
        CredentialScope? scope = CredentialScope.Parse(head);
        if (!isDescribed && BodyLimit.IsApiCall(head, scope))
        {
            return null;
        }

        // The lab has no page of its own. A page that an API serves from here has the control plane's origin, and is refused too.
        if (head.Header("Origin") is not null || head.Header("Sec-Fetch-Site") is not (null or "none"))
        {
            return "The lab does not accept requests from web pages.";
        }

        if (isDescribed)
        {
            return head.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true
                ? null
                : "A described call is JSON and says so in its Content-Type.";
        }

        return scope is null && CredentialScope.IsInQuery(head)
            ? "Credentials in a query take a signature: X-Amz-Signature is missing."
            : null;
    }

    /// <summary>Whether a page of another origin made the request.</summary>
    public static bool IsOfForeignPage(LabRequest head) =>
        head.Header("Sec-Fetch-Site") is "cross-site" or "same-site"
        || (head.Header("Origin") is { } origin && !string.Equals(origin, "http://" + head.Host, StringComparison.OrdinalIgnoreCase));

    private static bool IsOwn(string host, int port) =>
        OwnNames.Any(name => string.Equals(host, $"{name}:{port}", StringComparison.OrdinalIgnoreCase));
}
