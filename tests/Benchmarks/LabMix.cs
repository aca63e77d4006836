using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Benchmarks;

/// <summary>
/// What a small test of an API asks an endpoint: who and where it is, an API from its creation to its deletion, and lists. Seventeen
/// requests, the same bytes to each endpoint apart from the ids that it gave.
/// </summary>
internal sealed class LabMix : IDisposable
{
    // Enough that neither side waits for the client; both have the same.
    private const int Workers = 4;

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = Workers });
    private readonly Uri _url;
    private int _requests;

    public LabMix(Uri url) => _url = url;

    public void Dispose() => _client.Dispose();

    /// <summary>Requests a second over a while.</summary>
    public async Task<double> RunAsync(TimeSpan time)
    {
        _requests = 0;
        Stopwatch watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Workers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < time)
                        {
                            await FlowAsync();
                        }
                    })
                )
        );
        return _requests / watch.Elapsed.TotalSeconds;
    }

    /// <summary>The requests, one after the other.</summary>
    public async Task FlowAsync()
    {
        await QueryAsync("sts", "GetCallerIdentity", "2011-06-15");
        await QueryAsync("ec2", "DescribeVpcs", "2016-11-15");
        await QueryAsync("ec2", "DescribeSubnets", "2016-11-15");
        await QueryAsync("ec2", "DescribeSecurityGroups", "2016-11-15");
        await QueryAsync("iam", "ListRoles", "2010-05-08");
        await SendAsync("lambda", HttpMethod.Get, "/2015-03-31/functions/");
        string id = (string)
            (await ApiAsync(HttpMethod.Post, "/restapis", """{"name":"pace","endpointConfiguration":{"types":["REGIONAL"]}}"""))["id"]!;
        string api = "/restapis/" + id;
        await ApiAsync(HttpMethod.Get, api);
        string root = (string)(await ApiAsync(HttpMethod.Get, api + "/resources"))["item"]![0]!["id"]!;
        string pets = (string)(await ApiAsync(HttpMethod.Post, $"{api}/resources/{root}", """{"pathPart":"pets"}"""))["id"]!;
        string method = $"{api}/resources/{pets}/methods/GET";
        await ApiAsync(HttpMethod.Put, method, """{"authorizationType":"NONE"}""");
        await ApiAsync(
            HttpMethod.Put,
            method + "/integration",
            """{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\":200}"}}"""
        );
        await ApiAsync(HttpMethod.Post, api + "/deployments", """{"stageName":"v1"}""");
        await ApiAsync(HttpMethod.Get, api + "/stages/v1");
        await ApiAsync(HttpMethod.Patch, api, """{"patchOperations":[{"op":"replace","path":"/description","value":"x"}]}""");
        await ApiAsync(HttpMethod.Get, "/restapis?limit=25");
        await SendAsync("apigateway", HttpMethod.Delete, api);
    }

    private Task<byte[]> QueryAsync(string service, string action, string version) =>
        SendAsync(service, HttpMethod.Post, "/", $"Action={action}&Version={version}", "application/x-www-form-urlencoded");

    private async Task<JsonNode> ApiAsync(HttpMethod method, string path, string? body = null) =>
        JsonNode.Parse(await SendAsync("apigateway", method, path, body, "application/json"))!;

    private async Task<byte[]> SendAsync(string service, HttpMethod method, string path, string? body = null, string? contentType = null)
    {
        using HttpRequestMessage request = new(method, new Uri(_url, path));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=AKIALABLABLABLABLABL/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType!);
        }

        using HttpResponseMessage answer = await _client.SendAsync(request);
        Interlocked.Increment(ref _requests);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException(
                $"{_url} answered {method} {path} with {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}"
            );
    }
}
