using System.Net;
using System.Text;

namespace PrivateApi.Calls;

/// <summary>A probe's call in .NET's HTTP messages.</summary>
internal static class HttpMessages
{
    public static HttpRequestMessage Create(ProbeRequest request, Uri url, string host)
    {
        HttpRequestMessage message = new(new HttpMethod(request.Method), url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = request.Body is null
                ? null
                : new ByteArrayContent(
                    request.IsBase64Encoded ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body)
                ),
        };
        message.Headers.Host = request.HostHeader ?? host;
        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                // Headers about a body (Content-Type …), which a call without one may send too.
                message.Content ??= new ByteArrayContent([]);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public static IReadOnlyDictionary<string, string> Headers(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (
            (string name, IEnumerable<string> values) in response
                .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .Select(h => (h.Key, (IEnumerable<string>)h.Value))
        )
        {
            headers[name] = string.Join(", ", values);
        }

        return headers;
    }
}
