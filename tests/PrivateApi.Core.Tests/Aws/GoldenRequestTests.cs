using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;
using TagResourceRequest = PrivateApi.Aws.Clients.ApiGateway.TagResourceRequest;

namespace PrivateApi.Tests.Aws;

/// <summary>What our own clients put on the wire is what botocore puts there for the same parameters, from AWS's model.</summary>
public sealed class GoldenRequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_operation_with_every_parameter_goes_out_as_the_AWS_model_says()
    {
        RecordingHandler handler = new();
        using AwsSession session = Sessions.Open(handler);
        JsonArray lines = [];
        foreach (
            (string service, AmazonServiceClient client) in new (string, AmazonServiceClient)[]
            {
                ("apigateway", session.ApiGateway),
                ("lambda", session.Lambda),
                ("iam", session.Iam),
                ("route53", session.Route53),
                ("route53resolver", session.Resolver),
                ("route53profiles", session.Route53Profiles),
                ("logs", session.Logs),
                ("wafv2", session.Waf),
                ("elbv2", session.ElasticLoadBalancing),
                ("acm", session.Acm),
                ("apigatewayv2", session.ApiGatewayV2),
            }
        )
        {
            foreach (
                MethodInfo method in client
                    .GetType()
                    .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal))
            )
            {
                object request = Sample(method.GetParameters()[0].ParameterType, string.Empty)!;
                await (Task)method.Invoke(client, [request, Stop])!;
                lines.Add(Line(service, method.Name[..^"Async".Length], request, handler.Requests[^1]));
            }
        }

        Assert.Equal(131, lines.Count);
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, lines.ToJsonString(), Stop);
            JsonElement verdict = await Peer.BotoAsync("golden.py", new Uri("http://127.0.0.1:9/"), file);
            Assert.Empty(verdict.GetProperty("differences").EnumerateArray().Select(text => text.GetString()));
            Assert.Equal(131, verdict.GetProperty("compared").GetInt32());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_stages_ARN_is_one_segment_of_the_path()
    {
        RecordedRequest sent = await SendAsync(session =>
            session.ApiGateway.TagResourceAsync(
                new TagResourceRequest
                {
                    ResourceArn = "arn:aws:apigateway:eu-west-1::/restapis/abc123/stages/demo",
                    Tags = new() { ["privateapi:policy"] = "dep1/0f" },
                },
                Stop
            )
        );
        Assert.Equal("PUT", sent.Method);
        Assert.Equal("/tags/arn%3Aaws%3Aapigateway%3Aeu-west-1%3A%3A%2Frestapis%2Fabc123%2Fstages%2Fdemo", sent.Path);
        Assert.Equal("""{"tags":{"privateapi:policy":"dep1/0f"}}""", sent.Text);
        Assert.Equal("eu-west-1/apigateway", sent.Scope);
    }

    [Fact]
    public async Task A_definition_goes_out_byte_for_byte()
    {
        byte[] definition = [0xEF, 0xBB, 0xBF, .. "openapi: 3.0.1 # ä"u8];
        RecordedRequest sent = await SendAsync(session =>
            session.ApiGateway.PutRestApiAsync(
                new PutRestApiRequest
                {
                    RestApiId = "abc123",
                    Mode = "merge",
                    FailOnWarnings = true,
                    Body = definition,
                },
                Stop
            )
        );
        Assert.Equal(definition, sent.Body);
        Assert.Equal(("PUT", "/restapis/abc123"), (sent.Method, sent.Path));
        Assert.Equal(["failonwarnings=true", "mode=merge"], sent.Query.Split('&').Order());
        Assert.Equal("application/json", sent.Headers["Accept"]);
    }

    [Fact]
    public async Task What_is_not_said_is_not_sent()
    {
        RecordedRequest sent = await SendAsync(session =>
            session.ApiGateway.CreateRestApiAsync(
                new CreateRestApiRequest
                {
                    Name = "Pets",
                    EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                },
                Stop
            )
        );
        Assert.Equal("""{"name":"Pets","endpointConfiguration":{"types":["PRIVATE"]}}""", sent.Text);
        RecordedRequest get = await SendAsync(session => session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), Stop));
        Assert.Equal((string.Empty, string.Empty), (get.Query, get.Text));
    }

    [Fact]
    public async Task An_empty_id_is_refused_before_it_becomes_another_resource()
    {
        RecordingHandler handler = new();
        using AwsSession session = Sessions.Open(handler);
        await Assert.ThrowsAsync<ArgumentException>(() =>
            session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = string.Empty }, Stop)
        );
        Assert.Empty(handler.Requests);
    }

    [Fact]
    public async Task A_functions_answer_is_read_from_body_and_headers()
    {
        RecordingHandler handler = new(
            (_, _) =>
                RecordingHandler.Json(
                    System.Net.HttpStatusCode.OK,
                    """{"errorMessage":"boom"}""",
                    ("X-Amz-Function-Error", "Unhandled"),
                    ("X-Amz-Log-Result", "bG9n"),
                    ("X-Amz-Executed-Version", "$LATEST")
                )
        );
        using AwsSession session = Sessions.Open(handler);
        InvokeResponse answer = await session.Lambda.InvokeAsync(
            new InvokeRequest
            {
                FunctionName = "probe",
                InvocationType = "RequestResponse",
                LogType = "Tail",
                Payload = "{\"a\":1}"u8.ToArray(),
            },
            Stop
        );
        Assert.Equal(("Unhandled", "bG9n", "$LATEST"), (answer.FunctionError, answer.LogResult, answer.ExecutedVersion));
        Assert.Equal("""{"errorMessage":"boom"}""", System.Text.Encoding.UTF8.GetString(answer.Payload!));
        RecordedRequest sent = Assert.Single(handler.Requests);
        Assert.Equal(
            ("/2015-03-31/functions/probe/invocations", "RequestResponse", "Tail"),
            (sent.Path, sent.Headers["X-Amz-Invocation-Type"], sent.Headers["X-Amz-Log-Type"])
        );
        Assert.Equal("{\"a\":1}", sent.Text);
    }

    private static async Task<RecordedRequest> SendAsync(Func<AwsSession, Task> call)
    {
        RecordingHandler handler = new();
        using AwsSession session = Sessions.Open(handler);
        await call(session);

        // The first call asks whose limits it counts against.
        return Assert.Single(handler.Requests, request => !request.Scope.EndsWith("/sts", StringComparison.Ordinal));
    }

    private static JsonObject Line(string service, string operation, object request, RecordedRequest sent) =>
        new()
        {
            ["service"] = service,
            ["operation"] = operation,
            ["parameters"] = Json(request),
            ["method"] = sent.Method,
            ["path"] = sent.Path,
            ["query"] = sent.Query,
            ["headers"] = new JsonObject(sent.Headers.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["body"] = Convert.ToBase64String(sent.Body),
        };

    /// <summary>A value of a type with every settable member set, different everywhere and full of what needs escaping.</summary>
    private static object? Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            // AWS WAF's model wants twenty characters of an ARN.
            return $"{name} ä&=+/?#%\"<{(name == "Arn" ? " longer" : string.Empty)}";
        }

        if (type == typeof(int) || type == typeof(long) || type == typeof(double))
        {
            return Convert.ChangeType(3600 + (name.Length % 5), type, System.Globalization.CultureInfo.InvariantCulture);
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type == typeof(byte[]))
        {
            return "{\"x\":1}"u8.ToArray();
        }

        object made = Activator.CreateInstance(type)!;
        if (made is IDictionary map)
        {
            map.Add($"{name}key", Sample(type.GenericTypeArguments[1], name + "value"));
        }
        else if (made is IList list)
        {
            list.Add(Sample(type.GenericTypeArguments[0], name + "1"));
            list.Add(Sample(type.GenericTypeArguments[0], name + "2"));
        }
        else
        {
            foreach (PropertyInfo property in Properties(type))
            {
                property.SetValue(made, Sample(property.PropertyType, property.Name));
            }
        }

        return made;
    }

    private static JsonNode? Json(object? value) =>
        value switch
        {
            null => null,
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            double number => JsonValue.Create(number),
            byte[] bytes => new JsonObject { ["blob"] = Convert.ToBase64String(bytes) },
            IDictionary map => new JsonObject(map.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, Json(map[key])))),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Json)]),
            _ => new JsonObject(
                Properties(value.GetType()).Select(property => KeyValuePair.Create(property.Name, Json(property.GetValue(value))))
            ),
        };

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.CanWrite);
}
