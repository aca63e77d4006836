using System.Net;
using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Lab.Faults;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>A public API, since its calls need no network, imported from a definition.</summary>
public sealed class BackendTests
{
    [Fact]
    public async Task An_allowed_host_is_called_and_another_one_is_not()
    {
        // A second lab is the backend: it answers GET / of an unsigned caller with 501 and its list of services.
        using EmbeddedAws backend = new();
        Uri url = backend.Listen();
        using EmbeddedAws open = new(new LabOptions { AllowBackend = [url.Authority] });
        using EmbeddedAws closed = new();
        HttpResponseMessage reached = await CallAsync(open, Method("HTTP_PROXY", url.AbsoluteUri + "x/{id}"), "/v1/things/1");
        HttpResponseMessage refused = await CallAsync(closed, Method("HTTP_PROXY", url.AbsoluteUri + "x/{id}"), "/v1/things/1");
        Assert.Equal(HttpStatusCode.NotImplemented, reached.StatusCode);
        Assert.Contains("The lab does not have the service", await TextAsync(reached), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.GatewayTimeout, refused.StatusCode);
        Assert.Contains($"The lab does not open connections to {url.Authority}", await TextAsync(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allowed_host_that_is_not_there_is_a_network_error()
    {
        using ClosedPort closed = new();
        Uri url = new($"http://127.0.0.1:{closed.Port}/");
        using EmbeddedAws lab = new(new LabOptions { AllowBackend = [url.Authority] });
        HttpResponseMessage answer = await CallAsync(lab, Method("HTTP_PROXY", url.AbsoluteUri), "/v1/things/1");
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("""{"message": "Network error communicating with endpoint"}""", await TextAsync(answer));
    }

    [Theory]
    [InlineData("plain $5 text", "plain $5 text")]
    [InlineData("$context.stage $context.httpMethod $context.resourcePath", "v1 GET /things/{id}")]
    [InlineData("$input.params('id')/$input.params(\"q\")/$input.params('none')", "1/two words/")]
    [InlineData("${stageVariables.none}|$util.urlEncode($input.params('q'))|$util.base64Encode('hi')", "|two+words|aGk=")]
    [InlineData("## a comment\n#set($name = \"say $context.stage\")$name!", "say v1!")]
    [InlineData("$util.escapeJavaScript($input.params('quote'))", "a\\u0022b")]
    public async Task Templates_write_what_API_Gateway_would(string template, string expected)
    {
        using EmbeddedAws lab = new();
        HttpResponseMessage answer = await CallAsync(lab, Mock(template), "/v1/things/1?q=two%20words&quote=a%22b");
        Assert.Equal(expected, await TextAsync(answer));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_template_that_the_lab_cannot_follow_is_a_stated_500()
    {
        using EmbeddedAws lab = new();
        HttpResponseMessage answer = await CallAsync(lab, Mock("#macro(x)y#end"), "/v1/things/1");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("""{"message": "Internal server error"}""", await TextAsync(answer));
        Assert.Contains("#macro", Assert.Single(answer.Headers.GetValues("x-privateapi-lab-note")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_taila_method_ARN_is_414_and_too_large_a_body_413()
    {
        using EmbeddedAws lab = new();
        string tail = new('a', 1600);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await CallAsync(lab, Mock("x"), "/v1/things/" + tail)).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await CallAsync(lab, Mock("x"), "/v1/things/1", new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]))).StatusCode
        );
    }

    private static Dictionary<string, object> Mock(string template) =>
        new Dictionary<string, object>
        {
            ["responses"] = new Dictionary<string, object> { ["200"] = new { description = "ok" } },
            ["x-amazon-apigateway-integration"] = new Dictionary<string, object>
            {
                ["type"] = "mock",
                ["requestTemplates"] = new Dictionary<string, string> { ["application/json"] = """{"statusCode": 200}""" },
                ["responses"] = new Dictionary<string, object>
                {
                    ["default"] = new
                    {
                        statusCode = "200",
                        responseTemplates = new Dictionary<string, string> { ["application/json"] = template },
                    },
                },
            },
        };

    private static Dictionary<string, object> Method(string type, string uri) =>
        new Dictionary<string, object>
        {
            ["responses"] = new Dictionary<string, object> { ["200"] = new { description = "ok" } },
            ["x-amazon-apigateway-integration"] = new Dictionary<string, object>
            {
                ["type"] = type,
                ["httpMethod"] = "GET",
                ["uri"] = uri,
                ["requestParameters"] = new Dictionary<string, string> { ["integration.request.path.id"] = "method.request.path.id" },
            },
        };

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static async Task<HttpResponseMessage> CallAsync(EmbeddedAws lab, object method, string path, HttpContent? body = null)
    {
        object operation = new Dictionary<string, object>
        {
            ["openapi"] = "3.0.1",
            ["info"] = new { title = "things", version = "1" },
            ["paths"] = new Dictionary<string, object>
            {
                ["/things/{id}"] = new Dictionary<string, object>
                {
                    ["parameters"] = new[]
                    {
                        new Dictionary<string, object>
                        {
                            ["name"] = "id",
                            ["in"] = "path",
                            ["required"] = true,
                            ["schema"] = new { type = "string" },
                        },
                    },
                    ["get"] = method,
                },
            },
        };
        using LabClient client = new(lab);
        string imported = await TextAsync(
            await client.SendAsync(
                "apigateway",
                HttpMethod.Post,
                "/restapis?mode=import&endpointConfigurationTypes=REGIONAL",
                JsonSerializer.Serialize(operation)
            )
        );
        string id = JsonDocument.Parse(imported).RootElement.GetProperty("id").GetString()!;
        HttpResponseMessage deployed = await client.SendAsync(
            "apigateway",
            HttpMethod.Post,
            $"/restapis/{id}/deployments",
            """{"stageName":"v1"}"""
        );
        Assert.True(deployed.IsSuccessStatusCode, await TextAsync(deployed));
        using HttpClient http = new(lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
        using HttpRequestMessage request = new(HttpMethod.Get, $"/_api/{id}{path}") { Content = body };
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
