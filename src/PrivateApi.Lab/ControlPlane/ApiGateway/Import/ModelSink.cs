using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>Turns a definition's schemas into models; references to other models become API Gateway's model URLs.</summary>
internal sealed class ModelSink(ApiCall call, string apiId, ApiDefinition definition)
{
    private static readonly string[] Roots = ["#/definitions/", "#/components/schemas/"];

    public void Add(string name, JsonObject schema, string contentType = "application/json")
    {
        if (!name.All(char.IsAsciiLetterOrDigit))
        {
            throw ApiFault.BadRequest($"Model name must be alphanumeric: {name}");
        }

        JsonObject copy = Answer.Copy(schema);
        string? description = Scalar.Loose(copy["description"]);
        Rewrite(copy);
        JsonObject model = new()
        {
            ["id"] = definition.Models.TryGetValue(name, out JsonObject? old) ? (string?)old["id"] : call.Service.Store.Ids.ApiGateway(6),
            ["name"] = name,
            ["schema"] = Answer.Text(copy),
            ["contentType"] = contentType,
        };
        if (description is not null)
        {
            model["description"] = description;
        }

        definition.Models[name] = model;
    }

    /// <summary>The name of a schema's model: the one it refers to, or a new one for a schema written in place.</summary>
    public string NameOf(JsonObject schema, string contentType)
    {
        if (Reference(schema) is { } name)
        {
            return definition.Models.ContainsKey(name) ? name : throw ApiFault.BadRequest($"Invalid model specified: {name}");
        }

        string made = "MODEL" + call.Service.Store.Ids.Take("0123456789abcdef", 6);
        Add(made, schema, contentType);
        return made;
    }

    private static string? Reference(JsonObject schema) =>
        Scalar.Loose(schema["$ref"]) is { } reference
        && Roots.FirstOrDefault(root => reference.StartsWith(root, StringComparison.Ordinal)) is { } start
            ? reference[start.Length..]
            : null;

    private void Rewrite(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject schema:
                if (Reference(schema) is { } name)
                {
                    schema["$ref"] = $"https://apigateway.amazonaws.com/restapis/{apiId}/models/{name}";
                }

                foreach ((_, JsonNode? value) in schema)
                {
                    Rewrite(value);
                }

                break;
            case JsonArray list:
                foreach (JsonNode? value in list)
                {
                    Rewrite(value);
                }

                break;
            default:
                break;
        }
    }
}
