using System.Net;

namespace PrivateApi.Lab.Http;

/// <summary>Carries <see cref="HttpClient"/> requests to a lab in the same process.</summary>
internal sealed class LabHttpHandler(Func<LabRequest, CancellationToken, Task<LabResponse>> send) : HttpMessageHandler
{
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

        Uri url = request.RequestUri!;
        LabRequest sent = new()
        {
            Method = request.Method.Method,
            Host = request.Headers.Host ?? url.Authority,
            RawPath = url.AbsolutePath,
            RawQuery = url.Query.TrimStart('?'),
            Headers = headers,
            Body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken),
        };
        bool isTooLong = sent.Body.Length > BodyLimit.For(sent);
        LabResponse answer = await AnswerAsync(isTooLong ? sent with { Body = [], IsBodyTooLong = true } : sent, cancellationToken);

        HttpResponseMessage response = new((HttpStatusCode)answer.Status)
        {
            Content = new ByteArrayContent(answer.Body),
            RequestMessage = request,
        };
        foreach ((string name, string value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    private async Task<LabResponse> AnswerAsync(LabRequest request, CancellationToken stop)
    {
        try
        {
            return await send(request, stop);
        }
        catch (ConnectionLostException e)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, e.Message, e);
        }
    }
}
