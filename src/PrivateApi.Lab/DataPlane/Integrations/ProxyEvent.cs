using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// AWS_PROXY: the lab runs no functions, so the answer is the event that the function would have received (AWS: "Input format
/// of a Lambda function for proxy integration"). The function has to be in the lab, and must allow API Gateway to invoke it.
/// </summary>
internal static class ProxyEvent
{
    /// <summary>Marks an answer that did not come from a function.</summary>
    public const string EchoHeader = "x-privateapi-lab-echo";

    public static LabResponse Run(GatewayCall call)
    {
        if (!FunctionAccess.IsInvokedWith((string?)call.Integration["httpMethod"]))
        {
            throw GatewayFault.Internal("Lambda functions are invoked with POST only; the integration's HTTP method is another one.");
        }

        RequestMapping.CheckAwsHeaders(call);
        FunctionInvocationGuard.Check(call);
        LabResponse response = new(200, Encoding.UTF8.GetBytes(Answer.Text(Create(call))), "application/json");
        response.Headers[EchoHeader] = "event";
        response.Headers[GatewayHeaders.TraceId] = call.TraceId;
        return response;
    }

    private static JsonObject Create(GatewayCall call) =>
        new()
        {
            ["resource"] = call.ResourcePath,
            ["path"] = "/" + call.Path.TrimStart('/'),
            ["httpMethod"] = call.Request.Method,
            ["headers"] = Map(Headers(call)),
            ["multiValueHeaders"] = Lists(Headers(call)),
            ["queryStringParameters"] = Map(call.Request.Query),
            ["multiValueQueryStringParameters"] = Lists(call.Request.Query),
            ["pathParameters"] = Map(RawParameters(call)),
            ["stageVariables"] = call.StageVariables.Count == 0 ? null : call.StageVariables.DeepClone(),
            ["requestContext"] = RequestContext(call),
            ["body"] = call.Request.Body.Length == 0 ? null : call.Request.BodyText,
            ["isBase64Encoded"] = false,
        };

    /// <summary>
    /// The caller's headers and API Gateway's own. Authorization has its usual spelling, whatever the caller's
    /// (localstack, test_lambda_aws_proxy_integration, August 2024).
    /// </summary>
    private static SortedDictionary<string, string> Headers(GatewayCall call)
    {
        SortedDictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in call.Request.Headers.Where(pair => !GatewayHeaders.IsConsumed(pair.Key)))
        {
            headers[string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase) ? "Authorization" : name] = value;
        }

        headers[GatewayHeaders.TraceId] = call.TraceId;
        headers["X-Forwarded-For"] = call.Request.Header("X-Forwarded-For") is { Length: > 0 } before
            ? $"{before}, {call.Ingress.SourceAddress}"
            : call.Ingress.SourceAddress;
        headers["X-Forwarded-Port"] = "443";
        headers["X-Forwarded-Proto"] = "https";
        return headers;
    }

    /// <summary>Parameters of the path as they were sent: neither decoded nor without empty segments.</summary>
    private static IEnumerable<KeyValuePair<string, string>> RawParameters(GatewayCall call)
    {
        string rest = call.Path.Trim('/');
        foreach (string part in call.ResourcePath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            rest = rest.TrimStart('/');
            if (part.StartsWith('{') && part.EndsWith("+}", StringComparison.Ordinal))
            {
                yield return KeyValuePair.Create(part[1..^2], rest);
                yield break;
            }

            string[] split = rest.Split('/', 2);
            rest = split.Length > 1 ? split[1] : string.Empty;
            if (part.StartsWith('{'))
            {
                yield return KeyValuePair.Create(part[1..^1], split[0]);
            }
        }
    }

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
                "deploymentId",
                "apiId",
            }
        )
        {
            context[name] = call.Context(name);
        }

        if (call.Authorizer.Count > 0)
        {
            context["authorizer"] = call.Authorizer.DeepClone();
        }

        context["requestTimeEpoch"] = call.Time.ToUnixTimeMilliseconds();
        JsonObject identity = new()
        {
            ["sourceIp"] = call.Context("identity.sourceIp"),
            ["userAgent"] = call.Context("identity.userAgent"),
            ["accessKey"] = call.Context("identity.accessKey"),
            ["userArn"] = call.Context("identity.userArn"),
            ["accountId"] = call.Scope is { } scope ? call.Store.AccountOf(scope.AccessKey) : null,
            ["caller"] = call.Scope is { } signer ? call.Store.PrincipalOf(signer.AccessKey).UserId : null,
            ["user"] = call.Scope is { } user ? call.Store.PrincipalOf(user.AccessKey).UserId : null,
            ["principalOrgId"] = null,
            ["cognitoAuthenticationProvider"] = null,
            ["cognitoAuthenticationType"] = null,
            ["cognitoIdentityId"] = null,
            ["cognitoIdentityPoolId"] = null,
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
