using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The part of JSON Schema draft 4 that models of real definitions use.</summary>
internal sealed class ModelSchema(IReadOnlyDictionary<string, JsonObject> models, JsonObject root)
{
    public bool Accepts(JsonObject schema, JsonNode? value) =>
        (string?)schema["$ref"] is { } reference
            ? Resolve(reference) is not { } target || target.Of.Accepts(target.Schema, value)
            : IsType(schema["type"], value)
                && IsIn(schema["enum"] as JsonArray, value)
                && IsNumber(schema, value)
                && IsText(schema, value)
                && IsObject(schema, value)
                && IsArray(schema, value)
                && All(schema["allOf"] as JsonArray, value);

    /// <summary>A definition of this schema, or another model by its URL.</summary>
    private (ModelSchema Of, JsonObject Schema)? Resolve(string reference)
    {
        const string local = "#/definitions/";
        if (reference.StartsWith(local, StringComparison.Ordinal))
        {
            return root["definitions"]?[reference[local.Length..]] is JsonObject own ? (this, own) : null;
        }

        return
            models.TryGetValue(reference.Split('/')[^1], out JsonObject? model)
            && JsonNode.Parse((string?)model["schema"] ?? "{}") is JsonObject schema
            ? (new ModelSchema(models, schema), schema)
            : null;
    }

    private static bool IsType(JsonNode? type, JsonNode? value) =>
        type switch
        {
            null => true,
            JsonArray many => many.Any(one => IsType(one, value)),
            _ => (string?)type switch
            {
                "object" => value is JsonObject,
                "array" => value is JsonArray,
                "string" => Kind(value) == JsonValueKind.String,
                "number" => Kind(value) == JsonValueKind.Number,
                "integer" => Kind(value) == JsonValueKind.Number && (decimal)value! % 1 == 0,
                "boolean" => Kind(value) is JsonValueKind.True or JsonValueKind.False,
                "null" => value is null,
                _ => true,
            },
        };

    private static JsonValueKind Kind(JsonNode? value) => value?.GetValueKind() ?? JsonValueKind.Null;

    private static bool IsIn(JsonArray? values, JsonNode? value) => values is null || values.Any(one => JsonNode.DeepEquals(one, value));

    private static bool IsNumber(JsonObject schema, JsonNode? value) =>
        Kind(value) != JsonValueKind.Number
        || (
            ((double?)schema["minimum"] is not { } least || (double)value! >= least)
            && ((double?)schema["maximum"] is not { } most || (double)value! <= most)
        );

    private static bool IsText(JsonObject schema, JsonNode? value) =>
        Kind(value) != JsonValueKind.String
        || (
            ((int?)schema["minLength"] is not { } least || ((string)value!).Length >= least)
            && ((int?)schema["maxLength"] is not { } most || ((string)value!).Length <= most)
            && ((string?)schema["pattern"] is not { } pattern || Regex.IsMatch((string)value!, pattern))
        );

    private bool IsObject(JsonObject schema, JsonNode? value)
    {
        if (value is not JsonObject members)
        {
            return true;
        }

        JsonObject properties = schema["properties"] as JsonObject ?? [];
        bool isClosed = schema["additionalProperties"] is JsonValue closed && !(bool)closed;
        return (schema["required"] as JsonArray ?? []).All(name => members.ContainsKey((string)name!))
            && members.All(member => properties[member.Key] is JsonObject property ? Accepts(property, member.Value) : !isClosed);
    }

    private bool IsArray(JsonObject schema, JsonNode? value) =>
        value is not JsonArray items
        || (
            ((int?)schema["minItems"] is not { } least || items.Count >= least)
            && ((int?)schema["maxItems"] is not { } most || items.Count <= most)
            && (schema["items"] is not JsonObject each || items.All(item => Accepts(each, item)))
        );

    private bool All(JsonArray? schemas, JsonNode? value) =>
        schemas is null || schemas.OfType<JsonObject>().All(schema => Accepts(schema, value));
}
