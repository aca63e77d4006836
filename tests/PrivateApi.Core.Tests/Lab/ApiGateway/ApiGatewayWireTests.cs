using System.Net;
using System.Text.Json.Nodes;
using PrivateApi.Lab;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.ApiGateway;

public sealed class ApiGatewayWireTests
{
    private const string AllowAll =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";
    private const string Mock = """
        {"openapi":"3.0.1","info":{"title":"Mock","version":"1"},"paths":{"/":{"get":{"responses":{"200":{"description":"ok"}},
        "x-amazon-apigateway-integration":{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\":200}"},"responses":{"default":{"statusCode":"200"}}}}}}}
        """;

    [Fact]
    public async Task An_error_is_a_type_in_the_header_and_a_message_in_the_body_with_a_request_id()
    {
        using ApiGatewayLab lab = new();
        (HttpResponseMessage response, string text) = await lab.SendAsync(HttpMethod.Get, "restapis/nope");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("NotFoundException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.True(Guid.TryParse(Assert.Single(response.Headers.GetValues("x-amzn-RequestId")), out _));
        Assert.Equal("""{"message":"Invalid API identifier specified 123456789012:nope"}""", text);
    }

    [Fact]
    public async Task Accounts_and_regions_do_not_see_each_others_apis()
    {
        using ApiGatewayLab lab = new();
        await lab.JsonAsync(HttpMethod.Post, "restapis", """{"name":"mine"}""");
        Assert.Single((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis", region: "us-east-1"))["item"]!);
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis", key: "210987654321"))["item"]!);
    }

    [Theory]
    [InlineData("cn-north-1", "arn:aws-cn:execute-api:cn-north-1:123456789012:")]
    [InlineData("us-gov-west-1", "arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:")]
    public async Task A_shorthand_resource_is_expanded_in_the_partition_of_its_region(string region, string start)
    {
        using ApiGatewayLab lab = new();
        JsonObject body = new() { ["name"] = "p", ["policy"] = AllowAll };
        JsonObject api = await lab.JsonAsync(HttpMethod.Post, "restapis", body.ToJsonString(), region);
        string escaped = (string)api["policy"]!;
        Assert.Contains("\\\"Version\\\":\\\"2012-10-17\\\"", escaped, StringComparison.Ordinal);
        JsonNode policy = JsonNode.Parse((string)JsonNode.Parse($"\"{escaped}\"")!)!;
        Assert.Equal($"{start}{(string)api["id"]!}/*", (string?)policy["Statement"]![0]!["Resource"]);
    }

    [Fact]
    public async Task A_deployment_is_a_snapshot_that_later_changes_do_not_touch()
    {
        using ApiGatewayLab lab = new(new LabOptions { PendingTime = TimeSpan.Zero });
        JsonObject create = new()
        {
            ["name"] = "p",
            ["policy"] = AllowAll,
            ["endpointConfiguration"] = new JsonObject { ["types"] = new JsonArray("PRIVATE") },
        };
        string id = (string)(await lab.JsonAsync(HttpMethod.Post, "restapis", create.ToJsonString()))["id"]!;
        await lab.JsonAsync(HttpMethod.Put, $"restapis/{id}?mode=merge", Mock);
        string deployment = (string)(await lab.JsonAsync(HttpMethod.Post, $"restapis/{id}/deployments", """{"stageName":"demo"}"""))["id"]!;

        JsonObject patch = new()
        {
            ["patchOperations"] = new JsonArray(
                new JsonObject
                {
                    ["op"] = "replace",
                    ["path"] = "/policy",
                    ["value"] = AllowAll.Replace("Allow", "Deny", StringComparison.Ordinal),
                }
            ),
        };
        await lab.JsonAsync(HttpMethod.Patch, $"restapis/{id}", patch.ToJsonString());
        await lab.JsonAsync(HttpMethod.Put, $"restapis/{id}?mode=overwrite", Mock.Replace("\"/\"", "\"/other\"", StringComparison.Ordinal));

        LabRestApi api = lab.Aws.Store.Get<ApiGatewayState>("123456789012", "eu-west-1").RestApis[id];
        LabDeployment served = api.Deployments[(string)api.Stages["demo"]["deploymentId"]!];
        Assert.Equal(deployment, (string?)served.Wire["id"]);
        Assert.Contains("\"Allow\"", served.Policy, StringComparison.Ordinal);
        Assert.Null(api.Policy);
        Assert.Equal(["/"], served.Definition.Resources.Values.Select(resource => (string?)resource["path"]));
        Assert.Contains(api.Definition.Resources.Values, resource => (string?)resource["path"] == "/other");
    }

    [Fact]
    public async Task Positions_survive_the_deletion_of_what_was_already_shown()
    {
        using ApiGatewayLab lab = new();
        for (int i = 0; i < 5; i++)
        {
            await lab.JsonAsync(HttpMethod.Post, "restapis", $$"""{"name":"api{{i}}"}""");
        }

        JsonObject first = await lab.JsonAsync(HttpMethod.Get, "restapis?limit=2");
        HashSet<string?> seen = [.. ((JsonArray)first["item"]!).Select(api => (string?)api!["id"])];
        await lab.JsonAsync(HttpMethod.Delete, $"restapis/{seen.First()}");
        for (JsonObject page = first; (string?)page["position"] is { } position; )
        {
            page = await lab.JsonAsync(HttpMethod.Get, $"restapis?limit=2&position={Uri.EscapeDataString(position)}");
            seen.UnionWith(((JsonArray)page["item"]!).Select(api => (string?)api!["id"]));
        }

        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public async Task A_refused_import_leaves_nothing_behind()
    {
        using ApiGatewayLab lab = new();
        await lab.RefusedAsync(
            HttpStatusCode.BadRequest,
            "BadRequestException",
            "VPCEndpoints can only be specified with PRIVATE apis.",
            HttpMethod.Post,
            "restapis?mode=import",
            """{"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{},"x-amazon-apigateway-endpoint-configuration":{"vpcEndpointIds":["vpce-0123456789abcdef0"]}}"""
        );
        await lab.RefusedAsync(
            HttpStatusCode.BadRequest,
            "BadRequestException",
            "Invalid OpenAPI input.",
            HttpMethod.Post,
            "restapis?mode=import",
            Mock.Replace("3.0.1", "3.1.0", StringComparison.Ordinal)
        );
        Assert.Empty((JsonArray)(await lab.JsonAsync(HttpMethod.Get, "restapis"))["item"]!);
    }

    [Theory]
    [InlineData("ignore", "/pets")]
    [InlineData("prepend", "/v1/shop/pets")]
    [InlineData("split", "/shop/pets")]
    public async Task The_basepath_parameter_decides_what_becomes_of_a_base_path(string mode, string path)
    {
        using ApiGatewayLab lab = new();
        string document =
            """{"openapi":"3.0.3","info":{"title":"t","version":"1"},"servers":[{"url":"https://example.com/{basePath}","variables":{"basePath":{"default":"v1/shop"}}}],"paths":{"/pets":{}}}""";
        string id = (string)(await lab.JsonAsync(HttpMethod.Post, $"restapis?mode=import&basepath={mode}", document))["id"]!;
        JsonObject resources = await lab.JsonAsync(HttpMethod.Get, $"restapis/{id}/resources");
        Assert.Contains((JsonArray)resources["item"]!, resource => (string?)resource!["path"] == path);
    }

    [Fact]
    public async Task A_clone_has_the_origins_methods_and_an_identity_of_its_own()
    {
        using ApiGatewayLab lab = new();
        string origin = (string)(await lab.JsonAsync(HttpMethod.Post, "restapis?mode=import", Mock))["id"]!;
        JsonObject clone = await lab.JsonAsync(HttpMethod.Post, "restapis", $$"""{"name":"clone","cloneFrom":"{{origin}}"}""");
        JsonObject resources = await lab.JsonAsync(HttpMethod.Get, $"restapis/{(string)clone["id"]!}/resources?embed=methods");
        JsonNode root = Assert.Single((JsonArray)resources["item"]!)!;
        Assert.Equal((string?)clone["rootResourceId"], (string?)root["id"]);
        Assert.Equal("MOCK", (string?)root["resourceMethods"]!["GET"]!["methodIntegration"]!["type"]);
    }

    [Fact]
    public async Task Tags_are_found_by_an_encoded_arn_and_by_a_bare_one()
    {
        using ApiGatewayLab lab = new();
        string id = (string)(await lab.JsonAsync(HttpMethod.Post, "restapis", """{"name":"t","tags":{"a":"b"}}"""))["id"]!;
        string arn = $"arn:aws:apigateway:eu-west-1::/restapis/{id}";
        foreach (string path in new[] { Uri.EscapeDataString(arn), arn })
        {
            Assert.Equal("b", (string?)(await lab.JsonAsync(HttpMethod.Get, $"tags/{path}"))["tags"]!["a"]);
        }
    }

    [Fact]
    public async Task The_AWS_CLI_puts_a_file_and_exports_to_a_file()
    {
        using ApiGatewayLab lab = new(new LabOptions { PendingTime = TimeSpan.Zero });
        Uri url = lab.Aws.Listen();
        JsonObject create = new()
        {
            ["name"] = "cli",
            ["policy"] = AllowAll,
            ["endpointConfiguration"] = new JsonObject { ["types"] = new JsonArray("PRIVATE") },
        };
        string id = (string)(await lab.JsonAsync(HttpMethod.Post, "restapis", create.ToJsonString()))["id"]!;
        string folder = Directory.CreateTempSubdirectory("apigateway").FullName;
        try
        {
            string body = Path.Combine(folder, "api.json");
            await File.WriteAllTextAsync(body, Mock, TestContext.Current.CancellationToken);
            JsonNode put = await CliAsync(
                url,
                "apigateway",
                "put-rest-api",
                "--rest-api-id",
                id,
                "--mode",
                "merge",
                "--body",
                $"fileb://{body}",
                "--parameters",
                "ignore=documentation"
            );
            Assert.Equal("Mock", (string?)put["name"]);
            await lab.JsonAsync(HttpMethod.Post, $"restapis/{id}/deployments", """{"stageName":"demo"}""");
            string exported = Path.Combine(folder, "export.json");
            await CliAsync(
                url,
                "apigateway",
                "get-export",
                "--rest-api-id",
                id,
                "--stage-name",
                "demo",
                "--export-type",
                "oas30",
                "--parameters",
                "extensions=apigateway",
                exported
            );
            JsonNode export = JsonNode.Parse(await File.ReadAllTextAsync(exported, TestContext.Current.CancellationToken))!;
            Assert.Equal("mock", (string?)export["paths"]!["/"]!["get"]!["x-amazon-apigateway-integration"]!["type"]);
            Assert.EndsWith(
                $":{id}/*",
                (string?)export["x-amazon-apigateway-policy"]!["Statement"]![0]!["Resource"],
                StringComparison.Ordinal
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonNode> CliAsync(Uri url, params string[] arguments)
    {
        (int exit, string output, string error) = await Peer.AwsCliAsync(url, [.. arguments, "--output", "json"]);
        Assert.True(exit == 0, $"{string.Join(' ', arguments)}: {error}");
        return JsonNode.Parse(output)!;
    }
}
