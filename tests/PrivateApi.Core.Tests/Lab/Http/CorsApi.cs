using System.Text.Json.Nodes;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Lab.Faults;

namespace PrivateApi.Tests.Lab.Http;

/// <summary>A public API whose OPTIONS allows <c>http://shop.test</c>, and whose GET is a mock or a backend's.</summary>
internal static class CorsApi
{
    /// <summary>Imports and deploys it as stage v1.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreateAsync(EmbeddedAws lab, string type, Uri? backend)
    {
        JsonObject definition = JsonNode
            .Parse(
                """
                {
                  "openapi": "3.0.1", "info": { "title": "pets", "version": "1" },
                  "paths": { "/pets": {
                    "options": {
                      "responses": { "200": { "description": "ok", "headers": { "Access-Control-Allow-Origin": { "schema": { "type": "string" } } } } },
                      "x-amazon-apigateway-integration": {
                        "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                        "responses": { "default": { "statusCode": "200", "responseParameters": { "method.response.header.Access-Control-Allow-Origin": "'http://shop.test'" } } } } },
                    "get": {
                      "responses": { "200": { "description": "ok" } },
                      "x-amazon-apigateway-integration": {
                        "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" },
                        "responses": { "default": { "statusCode": "200" } } } } } }
                }
                """
            )!
            .AsObject();
        if (backend is not null)
        {
            definition["paths"]!["/pets"]!["get"]!["x-amazon-apigateway-integration"] = new JsonObject
            {
                ["type"] = type.ToLowerInvariant(),
                ["httpMethod"] = "GET",
                ["uri"] = backend.AbsoluteUri,
            };
        }

        using LabClient client = new(lab);
        HttpResponseMessage imported = await client.SendAsync(
            "apigateway",
            HttpMethod.Post,
            "/restapis?mode=import&endpointConfigurationTypes=REGIONAL",
            definition.ToJsonString()
        );
        string text = await imported.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        string id = (string)JsonNode.Parse(text)!["id"]!;
        HttpResponseMessage deployed = await client.SendAsync(
            "apigateway",
            HttpMethod.Post,
            $"/restapis/{id}/deployments",
            """{"stageName":"v1"}"""
        );
        Assert.True(deployed.IsSuccessStatusCode, await deployed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return id;
    }
}
