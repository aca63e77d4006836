using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane;

/// <summary>What a method's request validator checks: required parameters, and the body against its model.</summary>
internal static class RequestValidation
{
    public static void Check(GatewayCall call)
    {
        string? id = (string?)call.Method["requestValidatorId"];
        if (id is null || !call.Deployment!.Definition.RequestValidators.TryGetValue(id, out JsonObject? validator))
        {
            return;
        }

        if ((bool?)validator["validateRequestParameters"] == true)
        {
            Parameters(call);
        }

        if ((bool?)validator["validateRequestBody"] == true)
        {
            Body(call);
        }
    }

    private static void Parameters(GatewayCall call)
    {
        List<string> missing =
        [
            .. (call.Method["requestParameters"] as JsonObject ?? [])
                .Where(pair => (bool?)pair.Value == true && string.IsNullOrEmpty(ParameterMapping.Value(call, pair.Key, null)))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => pair.Key.Split('.', 4)[3]),
        ];
        if (missing.Count > 0)
        {
            throw GatewayFault.BadParameters($"Missing required request parameters: [{string.Join(", ", missing)}]");
        }
    }

    private static void Body(GatewayCall call)
    {
        JsonObject models = call.Method["requestModels"] as JsonObject ?? [];
        string type = (call.Request.Header("Content-Type") ?? "application/json").Split(';')[0].Trim();
        string? name = (string?)models[type] ?? (string?)models["$default"];
        if (name is null || !call.Deployment!.Definition.Models.TryGetValue(name, out JsonObject? model))
        {
            return;
        }

        try
        {
            JsonNode? schema = JsonNode.Parse((string?)model["schema"] ?? "{}");
            JsonNode? body = JsonNode.Parse(call.Request.BodyText);
            if (schema is JsonObject root && !new ModelSchema(call.Deployment.Definition.Models, root).Accepts(root, body))
            {
                throw GatewayFault.BadBody("Invalid request body");
            }
        }
        catch (JsonException)
        {
            throw GatewayFault.BadBody("Invalid request body");
        }
    }
}
