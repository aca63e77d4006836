using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Lab.ApiGateway;

/// <summary>A lab whose API Gateway is called with bare HTTP, so that nothing of ours stands between test and wire.</summary>
internal sealed class ApiGatewayLab : IDisposable
{
    private readonly HttpClient _http;

    public ApiGatewayLab(LabOptions? options = null)
    {
        Aws = new EmbeddedAws(options);
        _http = new HttpClient(Aws.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
    }

    public EmbeddedAws Aws { get; }

    public void Dispose()
    {
        _http.Dispose();
        Aws.Dispose();
    }

    public async Task<(HttpResponseMessage Response, string Text)> SendAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string region = "eu-west-1",
        string key = "AKIDTEST"
    )
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            $"Credential={key}/20260101/{region}/apigateway/aws4_request, SignedHeaders=host, Signature=0"
        );
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        }

        HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends, expects success, and reads the JSON.</summary>
    public async Task<JsonObject> JsonAsync(
        HttpMethod method,
        string path,
        string? body = null,
        string region = "eu-west-1",
        string key = "AKIDTEST"
    )
    {
        (HttpResponseMessage response, string text) = await SendAsync(method, path, body, region, key);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>Sends, and expects a refusal with this status, code and text.</summary>
    public async Task RefusedAsync(HttpStatusCode status, string code, string message, HttpMethod method, string path, string? body = null)
    {
        (HttpResponseMessage response, string text) = await SendAsync(method, path, body);
        Assert.Equal(
            (status, code, message),
            (response.StatusCode, Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")), (string?)JsonNode.Parse(text)!["message"])
        );
    }
}
