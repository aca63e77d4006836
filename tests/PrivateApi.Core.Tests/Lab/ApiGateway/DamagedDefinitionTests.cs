using System.Text.Json.Nodes;
using PrivateApi.Lab;

namespace PrivateApi.Tests.Lab.ApiGateway;

/// <summary>Definitions with one node damaged: the lab imports or refuses each, as a service would, and never falls over.</summary>
public sealed class DamagedDefinitionTests
{
    private static readonly string?[] Damages = ["null", "7", "\"x\"", "[null]", "{\"x\":null}"];

    private const string Document = """
        {"DIALECT":"VERSION","info":{"title":"t","version":"1","description":"d"},"basePath":"/v1","servers":[{"url":"https://x/{b}","variables":{"b":{"default":"v1"}},
          "x-amazon-apigateway-endpoint-configuration":{"vpcEndpointIds":["vpce-0123456789abcdef0"],"disableExecuteApiEndpoint":false}}],
        "x-amazon-apigateway-policy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["execute-api:Invoke"],"Resource":["execute-api:/*"]}]},
        "x-amazon-apigateway-binary-media-types":["image/png"],"x-amazon-apigateway-minimum-compression-size":0,"x-amazon-apigateway-api-key-source":"HEADER",
        "x-amazon-apigateway-request-validators":{"v":{"validateRequestBody":true}},"x-amazon-apigateway-request-validator":"v",
        "x-amazon-apigateway-gateway-responses":{"DEFAULT_4XX":{"statusCode":404,"responseParameters":{"gatewayresponse.header.X":"'x'"},"responseTemplates":{"application/json":"{}"}}},
        "security":[{"a":["s"]}],
        "securityDefinitions":{"a":{"type":"apiKey","name":"Auth","in":"header","x-amazon-apigateway-authtype":"custom","x-amazon-apigateway-authorizer":{"type":"token","authorizerUri":"u","authorizerResultTtlInSeconds":1}}},
        "components":{"schemas":{"P":{"type":"object","properties":{"q":{"$ref":"#/components/schemas/Q"}}},"Q":{"type":"string"}},
          "securitySchemes":{"a":{"type":"apiKey","name":"x-api-key","in":"header"}},"parameters":{"p":{"name":"p","in":"query"}}},
        "definitions":{"P":{"type":"object"},"Q":{"type":"string"}},
        "paths":{"/a/{b}":{"parameters":[{"name":"b","in":"path","required":true}],"get":{"operationId":"o","consumes":["application/json"],
          "parameters":[{"$ref":"#/components/parameters/p"},{"name":"body","in":"body","schema":{"$ref":"#/definitions/P"}}],
          "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/P"}}}},
          "responses":{"200":{"description":"r","headers":{"X":{"type":"string"}},"schema":{"$ref":"#/definitions/P"},"content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/P"}}}}}},
          "x-amazon-apigateway-integration":{"type":"http","httpMethod":"GET","uri":"http://x.example/","timeoutInMillis":100,"connectionType":"INTERNET","cacheKeyParameters":["method.request.path.b"],
            "requestParameters":{"integration.request.path.b":"method.request.path.b"},"requestTemplates":{"application/json":"{}"},"tlsConfig":{"insecureSkipVerification":true},
            "responses":{"default":{"statusCode":200,"responseParameters":{"method.response.header.X":"'x'"},"responseTemplates":{"application/json":"{}"}}}}}}}}
        """;

    [Theory]
    [InlineData("openapi", "3.0.1")]
    [InlineData("swagger", "2.0")]
    public async Task A_definition_with_any_one_node_damaged_is_imported_or_refused(string dialect, string version)
    {
        using ApiGatewayLab lab = new(new LabOptions { PendingTime = TimeSpan.Zero });
        string document = Document
            .Replace("DIALECT", dialect, StringComparison.Ordinal)
            .Replace("VERSION", version, StringComparison.Ordinal);
        string id = (string)
            (await lab.JsonAsync(HttpMethod.Post, "restapis", """{"name":"x","endpointConfiguration":{"types":["PRIVATE"]}}"""))["id"]!;
        await lab.JsonAsync(
            HttpMethod.Put,
            $"restapis/{id}?mode=overwrite",
            document.Replace("\"uri\":\"u\"", "\"uri\":null", StringComparison.Ordinal)
        );
        int imported = 0;
        foreach (string path in Paths(JsonNode.Parse(document)!))
        {
            foreach (string? damage in Damages)
            {
                JsonNode damaged = JsonNode.Parse(document)!;
                Find(damaged, path).ReplaceWith(damage is null ? null : JsonNode.Parse(damage));
                (HttpResponseMessage response, string text) = await lab.SendAsync(
                    HttpMethod.Put,
                    $"restapis/{id}?mode=overwrite",
                    damaged.ToJsonString()
                );
                Assert.True((int)response.StatusCode is 200 or 400, $"{path} as {damage}: {(int)response.StatusCode} {text}");
                if (response.IsSuccessStatusCode)
                {
                    imported++;
                    (response, text) = await lab.SendAsync(HttpMethod.Post, $"restapis/{id}/deployments", """{"stageName":"s"}""");
                    Assert.True(
                        (int)response.StatusCode is 201 or 400,
                        $"{path} as {damage}: deployment {(int)response.StatusCode} {text}"
                    );
                    foreach (string export in response.IsSuccessStatusCode ? ["oas30", "swagger"] : Array.Empty<string>())
                    {
                        (response, text) = await lab.SendAsync(
                            HttpMethod.Get,
                            $"restapis/{id}/stages/s/exports/{export}?extensions=apigateway"
                        );
                        Assert.True(response.IsSuccessStatusCode, $"{path} as {damage}: export {(int)response.StatusCode} {text}");
                    }
                }
            }
        }

        Assert.True(imported > 100, $"{imported} imported");
    }

    [Fact]
    public async Task A_call_with_any_one_member_damaged_is_carried_out_or_refused()
    {
        using ApiGatewayLab lab = new(new LabOptions { PendingTime = TimeSpan.Zero });
        JsonObject api = await lab.JsonAsync(HttpMethod.Post, "restapis", """{"name":"x"}""");
        string id = (string)api["id"]!;
        string at = $"restapis/{id}/resources/{(string)api["rootResourceId"]!}";
        await lab.JsonAsync(HttpMethod.Put, $"{at}/methods/GET", """{"authorizationType":"NONE"}""");
        await lab.JsonAsync(HttpMethod.Put, $"{at}/methods/GET/integration", """{"type":"MOCK"}""");
        string deployment = (string)(await lab.JsonAsync(HttpMethod.Post, $"restapis/{id}/deployments", """{"stageName":"s"}"""))["id"]!;
        (string Method, string Path, string Body)[] calls =
        [
            (
                "POST",
                "restapis",
                """{"name":"n","description":"d","version":"v","binaryMediaTypes":["a/b"],"minimumCompressionSize":1,"apiKeySource":"HEADER","endpointConfiguration":{"types":["PRIVATE"],"ipAddressType":"dualstack","vpcEndpointIds":["vpce-01234567"]},"policy":"","tags":{"a":"b"},"disableExecuteApiEndpoint":true}"""
            ),
            (
                "PATCH",
                $"restapis/{id}",
                """{"patchOperations":[{"op":"replace","path":"/name","value":"n"},{"op":"add","path":"/binaryMediaTypes/a~1b"}]}"""
            ),
            ("POST", at, """{"pathPart":"p"}"""),
            ("PATCH", at, """{"patchOperations":[{"op":"replace","path":"/pathPart","value":"n"}]}"""),
            (
                "PUT",
                $"{at}/methods/PUT",
                """{"authorizationType":"NONE","apiKeyRequired":false,"operationName":"o","requestParameters":{"method.request.header.x":true},"requestModels":{"a/b":"Empty"},"authorizationScopes":["s"]}"""
            ),
            (
                "PATCH",
                $"{at}/methods/GET",
                """{"patchOperations":[{"op":"add","path":"/requestParameters/method.request.header.y","value":"true"}]}"""
            ),
            (
                "PUT",
                $"{at}/methods/GET/integration",
                """{"type":"MOCK","requestTemplates":{"a/b":"t"},"requestParameters":{"integration.request.header.x":"'x'"},"cacheKeyParameters":["k"],"timeoutInMillis":100,"tlsConfig":{"insecureSkipVerification":true}}"""
            ),
            (
                "PUT",
                $"{at}/methods/GET/integration/responses/200",
                """{"selectionPattern":"p","responseTemplates":{"a/b":"t"},"responseParameters":{}}"""
            ),
            (
                "PUT",
                $"{at}/methods/GET/responses/201",
                """{"responseParameters":{"method.response.header.x":true},"responseModels":{"a/b":"Empty"}}"""
            ),
            ("POST", $"restapis/{id}/models", """{"name":"M","contentType":"application/json","schema":"{}"}"""),
            ("POST", $"restapis/{id}/requestvalidators", """{"name":"M","validateRequestBody":true}"""),
            (
                "POST",
                $"restapis/{id}/authorizers",
                """{"name":"M","type":"COGNITO_USER_POOLS","providerARNs":["arn"],"authorizerResultTtlInSeconds":5}"""
            ),
            (
                "PUT",
                $"restapis/{id}/gatewayresponses/DEFAULT_4XX",
                """{"statusCode":"400","responseParameters":{"a":"b"},"responseTemplates":{"a/b":"c"}}"""
            ),
            (
                "POST",
                $"restapis/{id}/deployments",
                """{"stageName":"s","description":"d","variables":{"a":"b"},"tracingEnabled":true,"canarySettings":{"percentTraffic":5,"stageVariableOverrides":{"a":"b"},"useStageCache":true}}"""
            ),
            (
                "POST",
                $"restapis/{id}/stages",
                $$"""{"stageName":"t","deploymentId":"{{deployment}}","variables":{"a":"b"},"tags":{"a":"b"} }"""
            ),
            (
                "PATCH",
                $"restapis/{id}/stages/s",
                """{"patchOperations":[{"op":"replace","path":"/*/*/throttling/rateLimit","value":"5"},{"op":"copy","from":"/canarySettings/deploymentId","path":"/deploymentId"}]}"""
            ),
            ("PUT", $"tags/arn:aws:apigateway:eu-west-1::/restapis/{id}", """{"tags":{"a":"b"}}"""),
            ("POST", "vpclinks", """{"name":"l","targetArns":["arn:aws:x:y:z:w"]}"""),
            ("POST", "apikeys", """{"name":"k","value":"01234567890123456789","enabled":true,"tags":{"a":"b"}}"""),
            (
                "POST",
                "usageplans",
                $$"""{"name":"p","apiStages":[{"apiId":"{{id}}","stage":"s"}],"throttle":{"burstLimit":1,"rateLimit":1.5},"quota":{"limit":1,"period":"DAY"} }"""
            ),
        ];
        foreach ((string method, string path, string body) in calls)
        {
            foreach (string place in Paths(JsonNode.Parse(body)!))
            {
                foreach (string? damage in Damages)
                {
                    JsonNode damaged = JsonNode.Parse(body)!;
                    Find(damaged, place).ReplaceWith(JsonNode.Parse(damage!));
                    (HttpResponseMessage response, string text) = await lab.SendAsync(new HttpMethod(method), path, damaged.ToJsonString());
                    Assert.True(
                        (int)response.StatusCode is >= 200 and < 500,
                        $"{method} {path} {place} as {damage}: {(int)response.StatusCode} {text}"
                    );
                }
            }
        }

        foreach (
            string list in new[]
            {
                "restapis",
                $"restapis/{id}/resources?embed=methods",
                $"restapis/{id}/stages",
                $"restapis/{id}/models",
                $"restapis/{id}/authorizers",
                "apikeys",
                "usageplans",
                "vpclinks",
            }
        )
        {
            await lab.JsonAsync(HttpMethod.Get, list);
        }
    }

    private static IEnumerable<string> Paths(JsonNode node) =>
        node switch
        {
            JsonObject members => members
                .Select(member => member.Value)
                .OfType<JsonNode>()
                .SelectMany(value => Paths(value).Prepend(value.GetPath())),
            JsonArray items => items.OfType<JsonNode>().SelectMany(value => Paths(value).Prepend(value.GetPath())),
            _ => [],
        };

    private static JsonNode Find(JsonNode root, string path) =>
        root is JsonObject or JsonArray && All(root).First(node => node.GetPath() == path) is { } found
            ? found
            : throw new InvalidOperationException(path);

    private static IEnumerable<JsonNode> All(JsonNode node) =>
        node switch
        {
            JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(All).Prepend(node),
            JsonArray items => items.OfType<JsonNode>().SelectMany(All).Prepend(node),
            _ => [node],
        };
}
