using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Mapping expressions may only name what the method declares.</summary>
internal static class MappingRules
{
    public static AwsFault Invalid(string error) =>
        ApiFault.BadRequest($"Invalid mapping expression specified: Validation Result: warnings : [], errors : [{error}]");

    /// <summary>Refuses an integration that maps from parameters the method does not have.</summary>
    public static void CheckRequest(JsonObject method, JsonObject integration)
    {
        JsonObject declared = method["requestParameters"] as JsonObject ?? [];
        foreach ((_, JsonNode? value) in integration["requestParameters"] as JsonObject ?? [])
        {
            string expression = Scalar.Loose(value) ?? string.Empty;
            bool parameter = expression.Split('.', 4) is ["method", "request", "path" or "querystring" or "header", _];
            if (parameter && !declared.ContainsKey(expression))
            {
                throw Invalid($"Invalid mapping expression parameter specified: {expression}");
            }
        }
    }

    /// <summary>Refuses an integration response that sets headers the method's response does not have.</summary>
    public static void CheckResponse(JsonObject method, JsonObject response)
    {
        JsonObject? answer = method["methodResponses"]?[(string)response["statusCode"]!] as JsonObject;
        foreach ((string name, _) in response["responseParameters"] as JsonObject ?? [])
        {
            if (answer is null)
            {
                throw Invalid("No method response exists for method.");
            }

            if (answer["responseParameters"] is not JsonObject declared || !declared.ContainsKey(name))
            {
                throw Invalid($"Invalid mapping expression parameter specified: {name}");
            }
        }
    }
}
