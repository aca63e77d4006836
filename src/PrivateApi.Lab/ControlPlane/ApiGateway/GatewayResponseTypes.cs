using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The gateway responses that every API has, and their defaults (API Gateway's page on gateway response types).</summary>
internal static class GatewayResponseTypes
{
    private const string DefaultTemplate = "{\"message\":$context.error.messageString}";

    /// <summary>Status by type; the two catch-alls have none of their own.</summary>
    private static readonly Dictionary<string, string?> Statuses = new(StringComparer.Ordinal)
    {
        ["REQUEST_TOO_LARGE"] = "413",
        ["RESOURCE_NOT_FOUND"] = "404",
        ["AUTHORIZER_CONFIGURATION_ERROR"] = "500",
        ["MISSING_AUTHENTICATION_TOKEN"] = "403",
        ["BAD_REQUEST_BODY"] = "400",
        ["INVALID_SIGNATURE"] = "403",
        ["INVALID_API_KEY"] = "403",
        ["BAD_REQUEST_PARAMETERS"] = "400",
        ["AUTHORIZER_FAILURE"] = "500",
        ["UNAUTHORIZED"] = "401",
        ["INTEGRATION_TIMEOUT"] = "504",
        ["ACCESS_DENIED"] = "403",
        ["DEFAULT_4XX"] = null,
        ["DEFAULT_5XX"] = null,
        ["WAF_FILTERED"] = "403",
        ["QUOTA_EXCEEDED"] = "429",
        ["THROTTLED"] = "429",
        ["API_CONFIGURATION_ERROR"] = "500",
        ["UNSUPPORTED_MEDIA_TYPE"] = "415",
        ["INTEGRATION_FAILURE"] = "504",
        ["EXPIRED_TOKEN"] = "403",
    };

    public static IEnumerable<string> All => Statuses.Keys;

    public static void Check(string type)
    {
        if (!Statuses.ContainsKey(type))
        {
            throw ApiFault.Validation([ApiFault.NotInEnum(type, "responseType", Statuses.Keys)]);
        }
    }

    /// <summary>A type's answer: its own customisation, else that of all answers of its class, else the default.</summary>
    public static JsonObject Effective(ApiDefinition definition, string type)
    {
        if (definition.GatewayResponses.TryGetValue(type, out JsonObject? own))
        {
            return Answer.Copy(own);
        }

        JsonObject response =
            Statuses[type] is { } status
            && definition.GatewayResponses.TryGetValue(status[0] == '4' ? "DEFAULT_4XX" : "DEFAULT_5XX", out JsonObject? all)
                ? Customise(type, all)
                : Customise(type, []);
        response["defaultResponse"] = true;
        return response;
    }

    /// <summary>A customised response, completed with the defaults.</summary>
    public static JsonObject Customise(string type, JsonObject given)
    {
        Check(type);
        JsonObject response = new() { ["responseType"] = type };
        if ((Scalar.Loose(given["statusCode"]) ?? Statuses[type]) is { } status)
        {
            response["statusCode"] = StatusCodes.IsValid(status)
                ? status
                : throw ApiFault.BadRequest($"Invalid status code specified: {status}");
        }

        response["responseParameters"] = Texts(given["responseParameters"]);
        response["responseTemplates"] = given["responseTemplates"] is JsonObject { Count: > 0 } templates
            ? Texts(templates)
            : new JsonObject { ["application/json"] = DefaultTemplate };
        response["defaultResponse"] = false;
        return response;
    }

    private static JsonObject Texts(JsonNode? map) =>
        new((map as JsonObject ?? []).Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Scalar.Loose(entry.Value))));
}
