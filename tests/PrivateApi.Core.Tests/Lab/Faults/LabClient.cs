using System.Net.Http.Headers;
using System.Text;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Lab.Faults;

/// <summary>Sends bare requests to a lab, signed as far as the lab looks.</summary>
internal sealed class LabClient(EmbeddedAws lab) : IDisposable
{
    private readonly HttpClient _http = new(lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };

    public void Dispose() => _http.Dispose();

    public Task<HttpResponseMessage> QueryAsync(string service, string form) =>
        SendAsync(service, HttpMethod.Post, "/", form, "application/x-www-form-urlencoded");

    public async Task<HttpResponseMessage> SendAsync(
        string service,
        HttpMethod method,
        string path,
        string? body = null,
        string type = "application/json",
        (string Name, string Value)? header = null
    )
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        if (header is { } more)
        {
            request.Headers.Add(more.Name, more.Value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
