using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using PrivateApi.Calls.Lambda;
using PrivateApi.Lab.ControlPlane.Iam;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// AWS: an action of a service, called in the lab as the role of the integration. The services are Lambda (our probe), SSM and STS. Any
/// other is refused in words.
/// </summary>
internal static class AwsIntegration
{
    // The name that API Gateway gives its sessions (seen in many AccessDenied messages).
    private const string SessionName = "BackplaneAssumeRoleSession";
    private const string StsVersion = "2011-06-15";

    public static LabResponse Run(GatewayCall call)
    {
        RequestMapping.CheckAwsHeaders(call);

        // arn:aws:apigateway:{region}:{subdomain.service|service}:{path|action}/{service_api}: API reference, PutIntegration, uri.
        return call.FromIntegration("uri").Split(':', 6) is not ["arn", _, _, string region, string service, string operation]
            ? throw GatewayFault.Internal("The integration's URI is not the ARN of an action.")
            : service.Split('.')[^1] switch
            {
                "lambda" => Lambda(call, region, operation),
                "ssm" => Ssm(call, region, Action(operation)),
                "sts" => Sts(call, region, Action(operation)),
                string other => throw GatewayFault.Internal(
                    $"The lab calls Lambda, SSM and STS for integrations of type AWS. It does not call {other}."
                ),
            };
    }

    private static string Action(string operation) =>
        operation.Split('/', 2) is ["action", { Length: > 0 } action]
            ? action
            : throw GatewayFault.Internal($"The lab calls this service by action/NAME, not by {operation}.");

    private static LabResponse Lambda(GatewayCall call, string region, string operation)
    {
        if (!FunctionAccess.IsInvokedWith((string?)call.Integration["httpMethod"]))
        {
            throw GatewayFault.Internal("Lambda functions are invoked with POST only; the integration's HTTP method is another one.");
        }

        FunctionInvocationGuard.Check(call);
        string[] arn = operation.Split('/').FirstOrDefault(part => part.StartsWith("arn:", StringComparison.Ordinal))?.Split(':') ?? [];
        if (
            arn is not [_, _, _, string place, string account, _, string name, ..]
            || !call.Store.Get<LambdaState>(account, place).Functions.TryGetValue(name, out LabFunction? function)
            || function.CodeSha256 != ProbePackage.Sha256
        )
        {
            throw GatewayFault.Internal("The lab runs no functions but PrivateApi's own probe; the integration's function is another one.");
        }

        string key = HasCredentials(call) ? Key(call) : account;
        return Send(
            call,
            new Uri($"https://lambda.{region}.{call.DnsSuffix}/{operation.Split('/', 2)[^1]}"),
            Headers(call, key, region, "lambda", "application/json"),
            RequestMapping.Body(call).Body,
            answer => ResponseMapping.Apply(call, answer, ErrorMessage(answer))
        );
    }

    private static LabResponse Ssm(GatewayCall call, string region, string action)
    {
        Dictionary<string, string> headers = Headers(call, Key(call), region, "ssm", "application/x-amz-json-1.1");
        headers["X-Amz-Target"] = "AmazonSSM." + action;
        return Send(
            call,
            new Uri($"https://ssm.{region}.{call.DnsSuffix}/"),
            headers,
            RequestMapping.Body(call).Body,
            answer => ResponseMapping.Apply(call, answer)
        );
    }

    private static LabResponse Sts(GatewayCall call, string region, string action)
    {
        string form = string.Join(
            '&',
            Mapped(call, "querystring")
                .Prepend(KeyValuePair.Create("Version", StsVersion))
                .Prepend(KeyValuePair.Create("Action", action))
                .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}")
        );
        return Send(
            call,
            new Uri($"https://sts.{region}.{call.DnsSuffix}/"),
            Headers(call, Key(call), region, "sts", "application/x-www-form-urlencoded"),
            form,
            answer => ResponseMapping.Apply(call, AsJson(answer))
        );
    }

    private static LabResponse Send(
        GatewayCall call,
        Uri url,
        Dictionary<string, string> headers,
        string body,
        Func<BackendAnswer, LabResponse> map
    )
    {
        BackendRequest request = new(
            "POST",
            url,
            headers,
            Encoding.UTF8.GetBytes(body),
            TimeSpan.FromMilliseconds((int?)call.Integration["timeoutInMillis"] ?? 29_000)
        );

        // The lab's lock is not held here: the service takes it itself.
        return LabResponse.After(async stop => map(await HttpBackend.SendAsync(call.Services, request, stop)));
    }

    private static Dictionary<string, string> Headers(GatewayCall call, string key, string region, string service, string contentType)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType };
        foreach ((string name, string value) in Mapped(call, "header"))
        {
            headers[name] = value;
        }

        // The lab checks no signatures.
        headers["Authorization"] =
            $"AWS4-HMAC-SHA256 Credential={key}/{call.Time:yyyyMMdd}/{region}/{service}/aws4_request, SignedHeaders=host, Signature=lab";
        return headers;
    }

    private static IEnumerable<KeyValuePair<string, string>> Mapped(GatewayCall call, string kind)
    {
        foreach ((string target, JsonNode? source) in call.Integration["requestParameters"] as JsonObject ?? [])
        {
            if (
                target.Split('.', 4) is ["integration", "request", string place, string name]
                && place == kind
                && ParameterMapping.Value(call, (string?)source ?? string.Empty, null) is { } value
            )
            {
                yield return KeyValuePair.Create(name, value);
            }
        }
    }

    private static bool HasCredentials(GatewayCall call) => call.FromIntegration("credentials").Length > 0;

    /// <summary>An access key of the integration's role, or the caller's own.</summary>
    private static string Key(GatewayCall call)
    {
        string arn = call.FromIntegration("credentials");
        if (arn.EndsWith("::*:user/*", StringComparison.Ordinal))
        {
            return call.Scope?.AccessKey
                ?? throw GatewayFault.Internal("The integration calls with the caller's credentials, and the call is not signed.");
        }

        string[] parts = arn.Split(':');
        string account = parts.Length == 6 ? parts[4] : string.Empty;
        LabRole? role = call.Store.Get<IamState>(account, "*").Roles.Values.FirstOrDefault(role => role.Arn == arn);
        if (role?.TrustPolicy.Contains("apigateway.amazonaws.com", StringComparison.Ordinal) != true)
        {
            throw GatewayFault.Internal(
                arn.Length == 0
                    ? "The integration has no credentials: a role that API Gateway assumes to call the service."
                    : "API Gateway does not have permission to assume the provided role " + arn
            );
        }

        string key = "ASIA" + call.Store.Ids.Iam(string.Empty)[..16];
        call.Store.IssueSession(
            key,
            new LabPrincipal(account, $"assumed-role/{role.Name}/{SessionName}", $"{role.Id}:{SessionName}", "sts")
        );
        return key;
    }

    /// <summary>What selection patterns are compared with: a function's error; null if it returned without one.</summary>
    private static string? ErrorMessage(BackendAnswer answer)
    {
        try
        {
            return answer.Header("X-Amz-Function-Error") is null
                ? null
                : Scalar(JsonNode.Parse(answer.Body)?["errorMessage"]) ?? string.Empty;
        }
        catch (JsonException)
        {
            return string.Empty;
        }
    }

    private static string? Scalar(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A query service's XML in the JSON that it answers API Gateway with; every value is a text.</summary>
    private static BackendAnswer AsJson(BackendAnswer answer)
    {
        try
        {
            XElement root = XElement.Parse(answer.Text);
            JsonNode? tree = Tree(root);
            JsonNode? shown = root.Name.LocalName == "ErrorResponse" ? tree : new JsonObject { [root.Name.LocalName] = tree };
            return answer with
            {
                Headers = new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase)
                {
                    ["Content-Type"] = "application/json",
                },
                Body = Encoding.UTF8.GetBytes(shown?.ToJsonString() ?? "{}"),
            };
        }
        catch (XmlException)
        {
            return answer;
        }
    }

    private static JsonNode? Tree(XElement element) =>
        !element.HasElements ? element.Value
        : element.Elements().All(child => child.Name.LocalName == "member") ? new JsonArray([.. element.Elements().Select(Tree)])
        : new JsonObject(element.Elements().Select(child => KeyValuePair.Create(child.Name.LocalName, Tree(child))));
}
