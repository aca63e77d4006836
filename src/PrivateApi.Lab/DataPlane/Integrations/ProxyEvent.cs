using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// AWS_PROXY: the lab runs no functions, so the answer is the event that the function would have received (AWS: "Input format
/// of a Lambda function for proxy integration"). A function in the lab must allow API Gateway to invoke it.
/// </summary>
internal static class ProxyEvent
{
    /// <summary>Marks an answer that did not come from a function.</summary>
    public const string EchoHeader = "x-privateapi-lab-echo";

    public static LabResponse Run(GatewayCall call)
    {
        // Lambda's Invoke is a POST, whatever the caller's verb.
        if (((string?)call.Integration["httpMethod"])?.ToUpperInvariant() is not ("POST" or "ANY"))
        {
            throw GatewayFault.Internal("Lambda functions are invoked with POST only; the integration's HTTP method is another one.");
        }

        FunctionInvocationGuard.Check(call);
        LabResponse response = new(200, Encoding.UTF8.GetBytes(Answer.Text(Create(call))), "application/json");
        response.Headers[EchoHeader] = "event";
        return response;
    }

    private static JsonObject Create(GatewayCall call) =>
        new()
        {
            ["resource"] = call.ResourcePath,
            ["path"] = call.Path,
            ["httpMethod"] = call.Request.Method,
            ["headers"] = Map(call.Request.Headers),
            ["multiValueHeaders"] = Lists(call.Request.Headers),
            ["queryStringParameters"] = Map(call.Request.Query),
            ["multiValueQueryStringParameters"] = Lists(call.Request.Query),
            ["pathParameters"] = Map(call.PathParameters),
            ["stageVariables"] = call.StageVariables.Count == 0 ? null : call.StageVariables.DeepClone(),
            ["requestContext"] = RequestContext(call),
            ["body"] = call.Request.Body.Length == 0 ? null : call.Request.BodyText,
            ["isBase64Encoded"] = false,
        };

    private static JsonObject RequestContext(GatewayCall call)
    {
        JsonObject context = [];
        foreach (
            string name in new[]
            {
                "resourceId",
                "resourcePath",
                "httpMethod",
                "extendedRequestId",
                "requestTime",
                "path",
                "accountId",
                "protocol",
                "stage",
                "domainPrefix",
                "requestId",
                "domainName",
                "apiId",
            }
        )
        {
            context[name] = call.Context(name);
        }

        context["requestTimeEpoch"] = call.Time.ToUnixTimeMilliseconds();
        JsonObject identity = new()
        {
            ["sourceIp"] = call.Context("identity.sourceIp"),
            ["userAgent"] = call.Context("identity.userAgent"),
            ["accessKey"] = call.Context("identity.accessKey"),
            ["userArn"] = call.Context("identity.userArn"),
            ["accountId"] = call.Scope is { } scope ? call.Store.AccountOf(scope.AccessKey) : null,
        };
        if (call.Ingress.Endpoint is not null)
        {
            identity["vpcId"] = call.Context("identity.vpcId");
            identity["vpceId"] = call.Context("identity.vpceId");
        }

        context["identity"] = identity;
        return context;
    }

    private static JsonObject? Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        JsonObject map = [];
        foreach ((string name, string value) in pairs)
        {
            map[name] = value;
        }

        return map.Count == 0 ? null : map;
    }

    private static JsonObject? Lists(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        JsonObject map = [];
        foreach ((string name, string value) in pairs)
        {
            if (map[name] is JsonArray list)
            {
                list.Add((JsonNode)value);
            }
            else
            {
                map[name] = new JsonArray(value);
            }
        }

        return map.Count == 0 ? null : map;
    }
}
