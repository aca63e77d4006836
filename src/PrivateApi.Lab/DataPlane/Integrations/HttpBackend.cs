namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>Calls a backend that the lab was allowed to reach.</summary>
internal static class HttpBackend
{
    public static async Task<BackendAnswer> SendAsync(HttpMessageInvoker client, BackendRequest request, CancellationToken stop)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(request.Timeout);
        using HttpRequestMessage message = new(new HttpMethod(request.Method), request.Url);
        if (request.Body.Length > 0)
        {
            message.Content = new ByteArrayContent(request.Body);
        }

        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        try
        {
            using HttpResponseMessage response = await client.SendAsync(message, timeout.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(timeout.Token);
            Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
            foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
            {
                headers[name] = string.Join(",", values);
            }

            return new BackendAnswer((int)response.StatusCode, headers, body);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw GatewayFault.TimedOut();
        }
        catch (HttpRequestException)
        {
            throw GatewayFault.Unreachable();
        }
    }
}
