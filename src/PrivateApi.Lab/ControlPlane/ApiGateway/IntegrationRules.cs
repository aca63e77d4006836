using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Validates integrations and sets their defaults; for PutIntegration and for imports.</summary>
internal static partial class IntegrationRules
{
    private static readonly string[] Types = ["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"];

    /// <summary>An integration in wire shape from its members.</summary>
    /// <param name="input">type, uri, connectionType, credentials, requestParameters …</param>
    /// <param name="backendMethod">The verb for the backend.</param>
    /// <param name="resourceId">The resource, whose id is the default cache namespace.</param>
    public static JsonObject Build(JsonObject input, string? backendMethod, string resourceId)
    {
        string type = CheckType(Scalar.Text(input["type"]));
        string? uri = Scalar.Text(input["uri"]);
        string connection = Scalar.Text(input["connectionType"]) ?? "INTERNET";
        JsonObject integration = new() { ["type"] = type };
        if (type != "MOCK")
        {
            integration["httpMethod"] = string.IsNullOrEmpty(backendMethod)
                ? throw ApiFault.BadRequest("Enumeration value for HttpMethod must be non-empty")
                : backendMethod;
            CheckUri(type, uri);
            integration["uri"] = uri;
        }

        if (type.StartsWith("HTTP", StringComparison.Ordinal) || connection == "VPC_LINK")
        {
            integration["connectionType"] = connection;
        }

        if (connection == "VPC_LINK" && type != "MOCK")
        {
            integration["connectionId"] = Scalar.Text(input["connectionId"]) is { Length: > 0 } id
                ? id
                : throw ApiFault.BadRequest("Connection ID must be specified for VPC_LINK connection type");
        }

        CopyTexts(input, integration, "credentials", "contentHandling", "responseTransferMode", "integrationTarget");
        CopyMaps(input, integration, "requestParameters", "requestTemplates");
        integration["passthroughBehavior"] = Scalar.Text(input["passthroughBehavior"]) switch
        {
            null => "WHEN_NO_MATCH",
            "WHEN_NO_MATCH" or "WHEN_NO_TEMPLATES" or "NEVER" => Scalar.Text(input["passthroughBehavior"]),
            string other => throw ApiFault.BadRequest($"Invalid passthroughBehavior specified: {other}"),
        };
        integration["timeoutInMillis"] = Timeout(input["timeoutInMillis"]);
        integration["cacheNamespace"] = Scalar.Text(input["cacheNamespace"]) ?? resourceId;
        integration["cacheKeyParameters"] = new JsonArray([.. Scalar.Texts(input["cacheKeyParameters"])]);
        if (input["tlsConfig"] is JsonObject tls)
        {
            integration["tlsConfig"] = new JsonObject
            {
                ["insecureSkipVerification"] = Scalar.Boolean(tls["insecureSkipVerification"]) ?? false,
            };
        }

        return integration;
    }

    /// <summary>A type that exists.</summary>
    /// <exception cref="AwsFault">There is no such type.</exception>
    public static string CheckType(string? type) =>
        Types.Contains(type)
            ? type!
            : throw ApiFault.Validation([ApiFault.NotInEnum(type ?? string.Empty, "putIntegrationInput.type", Types)]);

    /// <summary>Refuses a URI that the type cannot call.</summary>
    public static void CheckUri(string type, string? uri)
    {
        if (type.StartsWith("HTTP", StringComparison.Ordinal))
        {
            if (uri is null || !HttpUri().IsMatch(uri))
            {
                throw ApiFault.BadRequest("Invalid HTTP endpoint specified for URI");
            }
        }
        else if (type.StartsWith("AWS", StringComparison.Ordinal))
        {
            string[] parts = uri?.Split(':', 6) ?? [];
            if (parts.Length < 6 || parts[0] != "arn" || parts[2] != "apigateway")
            {
                throw parts.Length >= 6 && parts[0] == "arn"
                    ? ApiFault.BadRequest("AWS ARN for integration must contain path or action")
                    : ApiFault.BadRequest("Invalid ARN specified in the request");
            }

            if (!parts[5].StartsWith("path/", StringComparison.Ordinal) && !parts[5].StartsWith("action/", StringComparison.Ordinal))
            {
                throw ApiFault.BadRequest("AWS ARN for integration must contain path or action");
            }

            bool lambda = parts[4] == "lambda" && LambdaPath().IsMatch(parts[5]);
            if (type == "AWS_PROXY" && !lambda && !(parts[4] == "firehose" && parts[5] == "action/PutRecord"))
            {
                throw ApiFault.BadRequest(
                    "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."
                );
            }
        }
    }

    public static int Timeout(JsonNode? value) =>
        value is null ? 29000
        : Scalar.Integer(value) is { } milliseconds and >= 50 and <= 300000 ? milliseconds
        : throw ApiFault.BadRequest("Timeout should be between 50 ms and 29000 ms");

    private static void CopyTexts(JsonObject source, JsonObject target, params string[] names)
    {
        foreach (string name in names)
        {
            if (Scalar.Text(source[name]) is { } text)
            {
                target[name] = text;
            }
        }
    }

    private static void CopyMaps(JsonObject source, JsonObject target, params string[] names)
    {
        foreach (string name in names)
        {
            if (source[name] is JsonObject { Count: > 0 } map)
            {
                target[name] = new JsonObject(map.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Scalar.Text(member.Value))));
            }
        }
    }

    [GeneratedRegex(@"^(https?://[^/\s]+|\$\{stageVariables\.[A-Za-z0-9_]+\}).*$", RegexOptions.Singleline)]
    private static partial Regex HttpUri();

    [GeneratedRegex(@"^path/\d{4}-\d\d-\d\d/functions/.+/(response-streaming-)?invocations$")]
    private static partial Regex LambdaPath();
}
