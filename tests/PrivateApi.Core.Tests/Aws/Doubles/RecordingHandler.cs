using System.Net;
using System.Text;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Keeps every request and answers as told.</summary>
internal sealed class RecordingHandler(Func<RecordedRequest, int, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly List<RecordedRequest> _requests = [];

    public RecordingHandler()
        : this((request, _) => Empty(request)) { }

    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static HttpResponseMessage Json(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Answer(status, body, "application/json", headers);

    public static HttpResponseMessage Xml(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Answer(status, body, "text/xml", headers);

    /// <summary>A success without content, in the protocol of the request.</summary>
    public static HttpResponseMessage Empty(RecordedRequest request) =>
        request.Text.StartsWith("Action=", StringComparison.Ordinal) ? Query(request)
        : request.Path.StartsWith("/2013-04-01/", StringComparison.Ordinal) ? Xml(HttpStatusCode.OK, "<Response/>")
        : Json(HttpStatusCode.OK, "{}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (
            KeyValuePair<string, IEnumerable<string>> header in request.Headers.Concat(
                request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()
            )
        )
        {
            headers[header.Key] = string.Join(",", header.Value);
        }

        if (request.Headers.NonValidated.TryGetValues("Authorization", out System.Net.Http.Headers.HeaderStringValues authorization))
        {
            headers["Authorization"] = authorization.ToString();
        }

        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        RecordedRequest recorded = new(request.Method.Method, request.RequestUri!, headers, body);
        int number;
        lock (_requests)
        {
            _requests.Add(recorded);
            number = _requests.Count;
        }

        HttpResponseMessage response = answer(recorded, number);
        response.RequestMessage = request;
        return response;
    }

    private static HttpResponseMessage Query(RecordedRequest request)
    {
        string action = request.Text.Split('&')[0]["Action=".Length..];
        return action == "GetCallerIdentity"
            ? Xml(
                HttpStatusCode.OK,
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>210987654321</Account><Arn>arn:aws:iam::210987654321:user/ann</Arn><UserId>AIDA</UserId></GetCallerIdentityResult></GetCallerIdentityResponse>"
            )
            : Xml(
                HttpStatusCode.OK,
                $"<{action}Response><{action}Result/><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></{action}Response>"
            );
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, string type, (string Name, string Value)[] headers)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach ((string name, string value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
