using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Tests.Lab.Faults;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// A network with an endpoint, a private and a public API in one definition, and calls to them from inside and from outside.
/// </summary>
internal sealed class GatewayScene : IDisposable
{
    // GET /pets is a mock; POST /orders takes a key and the parameter shop.
    private const string Definition = """
        {
          "openapi": "3.0.1", "info": { "title": "shop", "version": "1" },
          "x-amazon-apigateway-request-validators": { "all": { "validateRequestParameters": true, "validateRequestBody": true } },
          "x-amazon-apigateway-policy": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }] },
          "paths": {
            "/pets": { "get": { "responses": { "200": { "description": "ok" } }, "x-amazon-apigateway-integration": INTEGRATION } },
            "/orders": { "post": {
              "parameters": [{ "name": "shop", "in": "query", "required": true, "schema": { "type": "string" } }, { "name": "note", "in": "query", "required": false, "schema": { "type": "string" } }],
              "security": [{ "api_key": [] }], "x-amazon-apigateway-request-validator": "all",
              "responses": { "200": { "description": "ok" } }, "x-amazon-apigateway-integration": INTEGRATION } },
            "/any": {
              "x-amazon-apigateway-any-method": { "responses": { "200": { "description": "ok" } }, "x-amazon-apigateway-integration": INTEGRATION },
              "get": { "responses": { "200": { "description": "ok" } }, "x-amazon-apigateway-integration": INTEGRATION } }
          },
          "components": { "securitySchemes": { "api_key": { "type": "apiKey", "name": "x-api-key", "in": "header" } } }
        }
        """;

    private const string Mock = """
        { "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
          "responses": { "default": { "statusCode": "200", "responseTemplates": { "application/json": "$context.apiId" } } } }
        """;

    private readonly HttpClient _http;

    private GatewayScene(LabScene lab, Network network, Endpoint endpoint)
    {
        (Lab, Network, Endpoint) = (lab, network, endpoint);
        Client = new LabClient(lab.Lab);
        _http = new HttpClient(lab.Lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
    }

    public LabScene Lab { get; }

    public Network Network { get; }

    public Endpoint Endpoint { get; }

    public LabClient Client { get; }

    public string PrivateId { get; private set; } = string.Empty;

    public string PublicId { get; private set; } = string.Empty;

    public LabCaller Inside => LabCaller.Subnet(Network.SubnetId[0], [Network.SecurityGroupId!]);

    public static async Task<GatewayScene> MakeAsync(TimeProvider? clock = null, Func<LabOptions, LabOptions>? change = null)
    {
        LabOptions options = new()
        {
            PendingTime = TimeSpan.Zero,
            DeletingTime = TimeSpan.Zero,
            Clock = clock ?? TimeProvider.System,
        };
        LabScene lab = new(change?.Invoke(options) ?? options);
        Network network = await lab.NewNetworkAsync();
        Endpoint endpoint = await lab.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                SubnetIds = network.SubnetId,
                SecurityGroupIds = [network.SecurityGroupId!],
                PrivateDnsEnabled = true,
            }
        );
        GatewayScene scene = new(lab, network, endpoint);
        scene.PrivateId = await scene.ImportAsync("PRIVATE");
        scene.PublicId = await scene.ImportAsync("REGIONAL");
        return scene;
    }

    public static string Host(string id) => $"{id}.execute-api.eu-west-1.amazonaws.com";

    public Task DeployAsync(string id) => JsonAsync(HttpMethod.Post, $"/restapis/{id}/deployments", """{"stageName":"v1"}""");

    /// <summary>Sends to API Gateway's control plane, expects success, and reads the JSON.</summary>
    public async Task<JsonObject> JsonAsync(HttpMethod method, string path, string? body = null)
    {
        HttpResponseMessage answer = await Client.SendAsync("apigateway", method, path, body);
        string text = await answer.Content.ReadAsStringAsync(LabScene.Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>The id of a resource by its path.</summary>
    public async Task<string> ResourceAsync(string id, string path) =>
        (string)
            (await JsonAsync(HttpMethod.Get, $"/restapis/{id}/resources"))["item"]!
                .AsArray()
                .Single(item => (string?)item!["path"] == path)!["id"]!;

    public Task<string> CallAsync(LabCaller caller, string url, params (string Name, string Value)[] headers) =>
        CallAsync(caller, "GET", url, null, headers);

    /// <summary>A call's status and text, or where it broke.</summary>
    public async Task<string> CallAsync(
        LabCaller caller,
        string method,
        string url,
        string? host,
        params (string Name, string Value)[] headers
    )
    {
        LabCallRequest request = new()
        {
            Url = "https://" + url,
            Method = method,
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
            HostHeader = host,
            Caller = caller,
        };
        using HttpResponseMessage response = await _http.PostAsJsonAsync(
            LabCallProtocol.Path,
            request,
            LabCallJson.Default.LabCallRequest,
            LabScene.Stop
        );
        string text = await response.Content.ReadAsStringAsync(LabScene.Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        LabCallAnswer answer = JsonSerializer.Deserialize(text, LabCallJson.Default.LabCallAnswer)!;
        return answer.Failure == CallFailure.None
            ? $"{answer.Status} {Encoding.UTF8.GetString(answer.Body ?? [])}"
            : answer.Failure.ToString();
    }

    public void Dispose()
    {
        _http.Dispose();
        Client.Dispose();
        Lab.Dispose();
    }

    private async Task<string> ImportAsync(string type)
    {
        string id = (string)
            (
                await JsonAsync(
                    HttpMethod.Post,
                    $"/restapis?mode=import&endpointConfigurationTypes={type}",
                    Definition.Replace("INTEGRATION", Mock, StringComparison.Ordinal)
                )
            )["id"]!;
        await DeployAsync(id);
        return id;
    }
}
