using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;
using Amazon.Util;

namespace PrivateApi.Calls;

/// <summary>
/// Signs a call with Signature Version 4 for <c>execute-api</c> (IAM User Guide, "Create a signed AWS API request"). The Host
/// header that is sent is what is signed, whatever name the connection is made to; the keys stay on this machine, only
/// headers go out.
/// </summary>
internal sealed partial class CallSignature(ImmutableCredentials keys, string region)
{
    private const string ServiceName = "execute-api";

    /// <summary>The call with its signature; its query comes out in the one spelling that is signed.</summary>
    /// <param name="request">The call.</param>
    /// <param name="now">Time of the signature, UTC.</param>
    /// <param name="host">The host that is signed; null for the Host that is sent.</param>
    public ProbeRequest Sign(ProbeRequest request, DateTime now, string? host = null)
    {
        Uri url = new(request.Url);
        string[] query = Query(url);
        string bodyHash = Convert.ToHexString(SHA256.HashData(Body(request))).ToLowerInvariant();
        Dictionary<string, string> headers = new(request.Headers, StringComparer.OrdinalIgnoreCase)
        {
            ["X-Amz-Date"] = now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["X-Amz-Content-SHA256"] = bodyHash,
        };
        headers.Remove("X-Amz-Security-Token");
        if (!string.IsNullOrEmpty(keys.Token))
        {
            headers["X-Amz-Security-Token"] = keys.Token;
        }

        SortedDictionary<string, string> signed = new(StringComparer.Ordinal) { ["host"] = host ?? request.HostHeader ?? url.IdnHost };
        foreach ((string name, string value) in headers.Where(header => IsSigned(header.Key)))
        {
            signed[name.ToLowerInvariant()] = Spaces().Replace(value.Trim(), " ");
        }

        // The SDK's signer sorts the values of a repeated parameter before it encodes them, AWS after; so only what follows is its.
        string names = string.Join(';', signed.Keys);
        string canonical = string.Join(
            '\n',
            request.Method,
            string.Join('/', Slashes().Replace(url.AbsolutePath, "/").Split('/').Select(part => AWSSDKUtils.UrlEncode(part, path: false))),
            string.Join('&', query.Order(StringComparer.Ordinal)),
            string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n")),
            names,
            bodyHash
        );
        headers["Authorization"] = AWS4Signer.ComputeSignature(keys, region, now, ServiceName, names, canonical).ForAuthorizationHeader;
        return request with
        {
            Url = $"https://{url.Authority}{url.AbsolutePath}{(query.Length == 0 ? string.Empty : "?" + string.Join('&', query))}",
            Headers = headers,
        };
    }

    // Headers that others on the way may change are better left out of a signature.
    private static bool IsSigned(string name) =>
        name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase);

    private static byte[] Body(ProbeRequest request) =>
        request.Body is null ? []
        : request.IsBase64Encoded ? Convert.FromBase64String(request.Body)
        : Encoding.UTF8.GetBytes(request.Body);

    /// <summary>The parameters, each in the signature's spelling; a plus in a query is a space.</summary>
    private static string[] Query(Uri url) =>
        [
            .. url
                .Query.TrimStart('?')
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair =>
                    pair.Replace('+', ' ')
                        .Split('=', 2)
                        .Select(part => AWSSDKUtils.UrlEncode(Uri.UnescapeDataString(part), path: false))
                        .ToArray()
                )
                .Select(pair => $"{pair[0]}={(pair.Length > 1 ? pair[1] : string.Empty)}"),
        ];

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
