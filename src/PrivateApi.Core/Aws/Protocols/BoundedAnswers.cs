using System.Net;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// Receives every answer completely before anything reads it, for our own clients and the SDK's: up to a limit, within the time of
/// the call, and as a refusal if a success contains one. Nothing is decompressed: no client asks for compression, and a
/// body that is compressed anyway is not in the service's form.
/// </summary>
/// <param name="inner">Sends.</param>
/// <param name="isAws">False where the user named an endpoint of their own, which may lack operations.</param>
internal sealed class BoundedAnswers(HttpMessageHandler inner, bool isAws) : DelegatingHandler(inner)
{
    /// <summary>
    /// The largest answer of an operation that is called here is an exported API definition (API Gateway accepts 6 MB) or a page of 1,000
    /// resources of EC2, about 2 MB.
    /// </summary>
    public const int MostBytes = 32 << 20;

    private const int FirstBuffer = 16 << 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        try
        {
            byte[] body = await ReadAsync(response.Content, request.RequestUri, cancellationToken);
            AnswerFormat form = AnswerFormat.Detect(body);
            if (response.IsSuccessStatusCode)
            {
                response.StatusCode = DisguisedRefusal.StatusOf(request, response, form) ?? response.StatusCode;
            }

            if (response.IsSuccessStatusCode)
            {
                await RequireFormAsync(request, form, body);
            }
            else if (!isAws && UnservedOperation.IsPage(response))
            {
                response.Content.Dispose();
                response.Content = await UnservedOperation.RefusalAsync(request, response);
                response.StatusCode = HttpStatusCode.NotImplemented;
                return response;
            }
            else if (form.Problem is not null || form.IsOddRefusal)
            {
                // A refusal that cannot be read is recognised by its status.
                body = [];
            }

            ByteArrayContent whole = new(body);
            foreach (
                (string name, IEnumerable<string> values) in response.Content.Headers.NonValidated.Select(header =>
                    (header.Key, (IEnumerable<string>)header.Value)
                )
            )
            {
                whole.Headers.TryAddWithoutValidation(name, values);
            }

            // The size received, not the size promised.
            whole.Headers.ContentLength = body.Length;
            response.Content.Dispose();
            response.Content = whole;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // In the query protocols every answer is a document named after its operation ("Making API requests to Amazon EC2"). The SDK's
    // readers would treat any other document, for instance a proxy's page, as an empty answer.
    private static async Task RequireFormAsync(HttpRequestMessage request, AnswerFormat form, byte[] body)
    {
        if ((form.Problem ?? SsmAnswerShape.Problem(request, body)) is { } problem)
        {
            throw AnswerException.Unreadable(request.RequestUri, problem);
        }

        if (request.Content is { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } query)
        {
            string action =
                (await query.ReadAsStringAsync(CancellationToken.None))
                    .Split('&')
                    .FirstOrDefault(pair => pair.StartsWith("Action=", StringComparison.Ordinal))
                    ?["Action=".Length..]
                ?? string.Empty;
            if (form.Root != $"{action}Response")
            {
                throw AnswerException.Unreadable(
                    request.RequestUri,
                    body.Length == 0 ? "it is empty"
                        : form.IsXml ? $"it is a document '{form.Root}' instead of {action}Response"
                        : "it is not XML"
                );
            }
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, Uri? url, CancellationToken stop)
    {
        long promised = content.Headers.ContentLength ?? 0;
        if (promised > MostBytes)
        {
            throw AnswerException.TooLarge(url, MostBytes);
        }

        using MemoryStream whole = new((int)promised);
        byte[] buffer = new byte[FirstBuffer];
        try
        {
            Stream stream = await content.ReadAsStreamAsync(stop);
            await using (stream)
            {
                for (int got = await stream.ReadAsync(buffer, stop); got > 0; got = await stream.ReadAsync(buffer, stop))
                {
                    if (whole.Length + got > MostBytes)
                    {
                        throw AnswerException.TooLarge(url, MostBytes);
                    }

                    whole.Write(buffer, 0, got);
                }
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !stop.IsCancellationRequested)
        {
            throw AnswerException.CutOff(url, e);
        }

        return whole.ToArray();
    }
}
