using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>The two models that CreateRestApi (and no import) gives an API.</summary>
internal static class DefaultModels
{
    private const string Draft4 = "http://json-schema.org/draft-04/schema#";

    public static void AddTo(ApiCall call, ApiDefinition definition)
    {
        Add(call, definition, "Empty", "This is a default empty schema model", []);
        Add(
            call,
            definition,
            "Error",
            "This is a default error schema model",
            new JsonObject { ["properties"] = new JsonObject { ["message"] = new JsonObject { ["type"] = "string" } } }
        );
    }

    private static void Add(ApiCall call, ApiDefinition definition, string name, string description, JsonObject rest)
    {
        JsonObject schema = new()
        {
            ["$schema"] = Draft4,
            ["title"] = $"{name} Schema",
            ["type"] = "object",
        };
        foreach ((string member, JsonNode? value) in rest)
        {
            schema[member] = value?.DeepClone();
        }

        definition.Models[name] = new JsonObject
        {
            ["id"] = call.Service.Store.Ids.ApiGateway(6),
            ["name"] = name,
            ["description"] = description,
            ["schema"] = Answer.Text(schema),
            ["contentType"] = "application/json",
        };
    }
}
