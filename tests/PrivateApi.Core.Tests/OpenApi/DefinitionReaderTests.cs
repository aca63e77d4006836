using System.Text;
using PrivateApi.Errors;
using PrivateApi.OpenApi;

namespace PrivateApi.Tests.OpenApi;

public sealed class DefinitionReaderTests
{
    private const string Yaml = """
        openapi: 3.0.1
        info:
          title: Orders
          description: What was ordered
          version: 1.0
        x-amazon-apigateway-policy:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: "*"
              Action: execute-api:Invoke
              Resource: execute-api:/*
        servers:
          - url: https://example.org
            x-amazon-apigateway-endpoint-configuration:
              vpcEndpointIds: [vpce-0123456789abcdef0]
        paths:
          /orders: &orders
            get:
              responses:
                200:
                  description: ok
              x-amazon-apigateway-integration:
                type: http_proxy
                httpMethod: GET
                uri: https://backend.example.org/orders
          /orders/{orderId+}:
            x-amazon-apigateway-any-method:
              parameters:
                - {name: orderId, in: path, required: true, schema: {type: string}}
              responses:
                default: {description: ok}
              x-amazon-apigateway-integration: {type: mock}
          /copy: *orders
        """;

    private const string Swagger = """
        {
          "swagger": "2.0",
          "info": { "title": "Shop", "version": "2026-01-01T00:00:00Z" },
          "basePath": "/demo",
          "x-amazon-apigateway-endpoint-configuration": { "vpcEndpointIds": ["vpce-1", "vpce-2"] },
          "paths": {
            "/items": {
              "get": {
                "produces": ["application/json"],
                "responses": { "200": { "description": "ok", "schema": { "$ref": "#/definitions/Items" } } },
                "x-amazon-apigateway-integration": { "type": "aws_proxy", "httpMethod": "POST", "uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:items/invocations" }
              }
            }
          },
          "definitions": { "Items": { "type": "array", "items": { "type": "string" } } }
        }
        """;

    [Fact]
    public void Yaml_is_read_with_its_own_policy_and_endpoints_and_its_bytes_stay_the_users()
    {
        ApiDefinitionDocument document = Read(Yaml);
        Assert.Equal(DefinitionFormat.Yaml, document.Format);
        Assert.Equal("3.0.1", document.SpecVersion);
        Assert.Equal("Orders", document.Title);
        Assert.Equal("What was ordered", document.Description);
        Assert.Equal(["GET /orders", "ANY /orders/{orderId+}", "GET /copy"], document.Operations.Select(o => o.ToString()));
        Assert.Equal(["HTTP_PROXY", "MOCK", "HTTP_PROXY"], document.Operations.Select(o => o.IntegrationType!));
        Assert.Equal(["vpce-0123456789abcdef0"], document.VpcEndpointIds);
        Assert.Contains("\"execute-api:Invoke\"", document.Policy);
        Assert.Equal(Yaml, Encoding.UTF8.GetString(document.Bytes.Span));
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void Swagger_2_in_JSON_is_read()
    {
        ApiDefinitionDocument document = Read(Swagger);
        Assert.Equal(DefinitionFormat.Json, document.Format);
        Assert.True(document.IsSwagger2);
        Assert.Equal("Shop", document.Title);
        Assert.Null(document.Policy);
        Assert.Equal(["vpce-1", "vpce-2"], document.VpcEndpointIds);
        Assert.Equal("AWS_PROXY", Assert.Single(document.Operations).IntegrationType);
        Assert.Empty(document.Warnings);
    }

    [Fact]
    public void The_same_content_has_the_same_hash_in_JSON_and_YAML_and_in_any_order()
    {
        const string json =
            """{"paths":{"/a":{"get":{"x-amazon-apigateway-integration":{"type":"mock"},"responses":{"200":{"description":"ok"}}}}},"info":{"version":"1","title":"T"},"openapi":"3.0.3"}""";
        const string yaml =
            "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses: "
            + "{200: {description: ok}}\n      x-amazon-apigateway-integration: {type: "
            + "mock}\n";
        Assert.Equal(Read(json).ContentHash, Read(yaml).ContentHash);
        Assert.NotEqual(Read(json).ContentHash, Read(json.Replace("\"T\"", "\"U\"", StringComparison.Ordinal)).ContentHash);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said_to_be_missing()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".yaml");
        PrivateApiException error = Assert.Throws<PrivateApiException>(() => DefinitionSource.FromFile(path));
        Assert.Equal("DefinitionNotFound", error.ErrorId);
        Assert.Contains(path, error.Message);
    }

    [Fact]
    public void Six_megabytes_pass_and_one_byte_more_does_not()
    {
        string padding = new(' ', DefinitionSource.MaxBytes - Encoding.UTF8.GetByteCount(Swagger));
        Assert.Equal("Shop", DefinitionReader.Read(DefinitionSource.FromText(Swagger + padding)).Title);
        Assert.Equal("DefinitionTooLarge", Refusal(Swagger + padding + ' ').ErrorId);
    }

    [Theory]
    [InlineData("{\n  \"openapi\": \"3.0.1\",\n  \"info\": {\"title\": }\n}", "line 3, column 21")]
    [InlineData("openapi: 3.0.1\ninfo:\n  title: [a\npaths: {}\n", "line 4, column 6")]
    [InlineData("openapi: 3.0.1\nopenapi: 3.0.2\n", "line 2, column 1 (the key 'openapi' occurs twice)")]
    [InlineData("openapi: 3.0.1\na: &a [*a]\n", "line 2, column 8")]
    [InlineData("openapi: 3.0.1\npaths: !Sub x\n", "!Sub is a CloudFormation tag")]
    public void Text_that_does_not_parse_is_refused_with_line_and_column(string text, string place)
    {
        PrivateApiException error = Refusal(text);
        Assert.Equal("InvalidDefinition", error.ErrorId);
        Assert.Contains(place, error.Message);
    }

    [Theory]
    [InlineData("{\"a\": 1}", "neither 'openapi: 3.0.x' nor 'swagger: \"2.0\"'")]
    [InlineData("just some words\nof mine\n", "not an OpenAPI document")]
    [InlineData("[1, 2]\n", "not an OpenAPI document")]
    [InlineData("\n", "it is empty")]
    [InlineData("{\"openapi\": \"3.0.1\", \"openapi\": \"3.0.1\"}", "occurs twice")]
    [InlineData("{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"x\"}}", "no 'paths'")]
    [InlineData("{\"openapi\": \"3.0.1\", \"paths\": {}}", "/info: is missing")]
    [InlineData("{\"openapi\": \"3.0.1\", \"info\": {}, \"paths\": {}}", "/info/title: is missing")]
    public void What_is_no_API_is_refused(string text, string why)
    {
        PrivateApiException error = Refusal(text);
        Assert.Equal("InvalidDefinition", error.ErrorId);
        Assert.Contains(why, error.Message);
    }

    [Fact]
    public void A_bomb_of_aliases_and_a_tower_of_brackets_are_refused_and_not_built()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
        {
            bomb.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"
            );
        }

        Assert.Contains("expand to more than", Refusal(bomb.ToString()).Message);
        Assert.Contains("nesting depth of 256", Refusal("a:\n " + new string('[', 100_000)).Message);
        Assert.Equal("InvalidDefinition", Refusal("{\"a\":" + new string('[', 100_000)).ErrorId);
    }

    [Theory]
    [InlineData("/pets{id}", "must be the whole segment")]
    [InlineData("/pets/{id}/x{y}", "must be the whole segment")]
    [InlineData("/{proxy+}/more", "must be the last segment")]
    [InlineData("pets", "begins with '/'")]
    [InlineData("/a//b", "empty segment")]
    public void Path_parameters_that_API_Gateway_cannot_have_are_refused(string path, string why) =>
        Assert.Contains(why, Refusal(With(path)).Message);

    [Fact]
    public void Two_names_for_one_path_parameter_are_refused()
    {
        PrivateApiException error = Refusal(With("/pets/{id}", "/pets/{name}/toys"));
        Assert.Contains("/paths/~1pets~1{name}~1toys", error.Message);
        Assert.Contains("'/pets/{id}' has {id}", error.Message);
    }

    [Fact]
    public void Reserved_paths_and_methods_without_integration_are_warned_of()
    {
        ApiDefinitionDocument document = Read(
            """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"security":[{"key":[]}],"paths":{"/ping":{"get":{"responses":{"200":{"description":"ok"}}}}}}"""
        );
        Assert.Contains(document.Warnings, w => w.Pointer == "/paths/~1ping" && w.Message.Contains("reserved", StringComparison.Ordinal));
        Assert.Contains(
            document.Warnings,
            w =>
                w.Pointer == "/paths/~1ping/get"
                && w.Message.Contains("GET /ping has no x-amazon-apigateway-integration", StringComparison.Ordinal)
        );
        Assert.Contains(document.Warnings, w => w.Pointer == "/security");
        Assert.Equal("GET /ping", Assert.Single(document.WithoutIntegration).ToString());
    }

    [Theory]
    [InlineData(
        """{"swagger":"2.0","info":{"title":"T","version":"1"},"x-amazon-apigateway-endpoint-configuration":{"types":["EDGE"]},"paths":{}}"""
    )]
    [InlineData(
        """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"servers":[{"url":"/","x-amazon-apigateway-endpoint-configuration":{"types":"edge"}}],"paths":{}}"""
    )]
    public void A_definition_that_asks_for_an_edge_endpoint_is_refused(string text) =>
        Assert.Equal("EdgeDefinition", Refusal(text).ErrorId);

    [Theory]
    [InlineData("\"$ref\": \"other.yaml#/x\"", "is outside the document")]
    [InlineData("\"$ref\": \"#/components/schemas/None\"", "is not in the document")]
    public void References_that_lead_out_or_nowhere_are_refused(string reference, string why)
    {
        PrivateApiException error = Refusal(
            "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\"},\"paths\":{\"/a\":{\"get\":{\"responses\":{\"200\":{" + reference + "}}}}}}"
        );
        Assert.Contains("/paths/~1a/get/responses/200/$ref", error.Message);
        Assert.Contains(why, error.Message);
    }

    [Theory]
    [InlineData("""{"type":"http"}""", "/uri: is missing")]
    [InlineData("""{"type":"http","uri":"http://x"}""", "/httpMethod: is missing")]
    [InlineData("""{"type":"lambda"}""", "/type: must be one of")]
    [InlineData("""{"$ref":"#/components/x-amazon-apigateway-integrations/a"}""", "only for HTTP APIs")]
    [InlineData("""{"type":"aws_proxy","httpMethod":"POST","uri":{"Fn::Sub":"arn:x"}}""", "CloudFormation function")]
    [InlineData(
        """{"type":"aws_proxy","httpMethod":"POST","uri":"arn:aws:apigateway:${AWS::StackName}:lambda:path/x"}""",
        "CloudFormation parameter ${AWS::StackName}"
    )]
    public void Integrations_that_API_Gateway_would_refuse_are_refused_here(string integration, string why) =>
        Assert.Contains(
            why,
            Refusal(
                "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\"},\"paths\":{\"/a\":{\"get\":{\"x-amazon-apigateway-integration\":"
                    + integration
                    + "}}}}"
            ).Message
        );

    // Developer guide, "AWS variables for OpenAPI import".
    [Fact]
    public void The_three_variables_that_API_Gateway_resolves_pass() =>
        Assert.Empty(
            Read(
                """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":"arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:x/invocations"}}}}}"""
            ).Warnings
        );

    [Theory]
    [InlineData("""{"type":"http","scheme":"bearer"}""", true)]
    [InlineData("""{"type":"apiKey","name":"X-Token","in":"header"}""", true)]
    [InlineData("""{"type":"apiKey","name":"X-API-Key","in":"header"}""", false)]
    [InlineData("""{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"awsSigv4"}""", false)]
    public void A_method_that_looks_protected_and_would_be_open_is_warned_of(string scheme, bool warns)
    {
        ApiDefinitionDocument document = Read(
            "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{\"/a\":{\"get\":{\"security\":[{\"s\":[]}],\"responses\":{\"200\":{\"description\":\"ok\"}},\"x-amazon-apigateway-integration\":{\"type\":\"mock\"}}}},\"components\":{\"securitySchemes\":{\"s\":"
                + scheme
                + "}}}"
        );
        Assert.Equal(
            warns,
            document.Warnings.Any(w =>
                w.Pointer == "/components/securitySchemes/s" && w.Message.Contains("GET /a would be open", StringComparison.Ordinal)
            )
        );
    }

    [Theory]
    [InlineData("[]", "is not a policy document")]
    [InlineData(
        "{\"Version\":\"2012-10-17\"}",
        "/x-amazon-apigateway-policy: The policy cannot be read at line 1, column 24: expected a Statement"
    )]
    [InlineData("{\"Statement\":[{\"Effect\":\"allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}", "expected the Effect")]
    [InlineData("{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}", "expected a Principal")]
    public void A_broken_policy_in_the_definition_is_refused(string policy, string why) =>
        Assert.Contains(
            why,
            Refusal("{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\"},\"paths\":{},\"x-amazon-apigateway-policy\":" + policy + "}").Message
        );

    [Fact]
    public void Text_saved_as_UTF_16_or_with_a_byte_order_mark_is_read()
    {
        byte[] marked = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Swagger)];
        Assert.Equal(Swagger, Encoding.UTF8.GetString(DefinitionReader.Read(new DefinitionSource(marked, "x.json")).Bytes.Span));
        byte[] utf8 = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Yaml)];
        Assert.Equal(Yaml, Encoding.UTF8.GetString(DefinitionReader.Read(new DefinitionSource(utf8, "x.yml")).Bytes.Span));
        Assert.Contains(
            "not UTF-8",
            Assert.Throws<PrivateApiException>(() => DefinitionReader.Read(new DefinitionSource([0x41, 0xC3, 0x28], "x.json"))).Message
        );
    }

    private static string With(params string[] paths) =>
        "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{"
        + string.Join(",", paths.Select(p => $"\"{p}\":{{}}"))
        + "}}";

    private static ApiDefinitionDocument Read(string text) => DefinitionReader.Read(DefinitionSource.FromText(text));

    private static PrivateApiException Refusal(string text) => Assert.Throws<PrivateApiException>(() => Read(text));
}
