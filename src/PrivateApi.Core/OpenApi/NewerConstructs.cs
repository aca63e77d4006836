using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>
/// Finds what OpenAPI 3.1 brought (the change list of the OpenAPI Initiative's "Migrating from OpenAPI 3.0 to 3.1"),
/// and what to write instead.
/// </summary>
internal static class NewerConstructs
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["$schema"] = "take it out",
        ["$id"] = "take it out",
        ["$anchor"] = "use $ref to components",
        ["$dynamicRef"] = "use $ref",
        ["$dynamicAnchor"] = "use $ref to components",
        ["$vocabulary"] = "take it out",
        ["$comment"] = "use description",
        ["$defs"] = "move to components/schemas",
        ["const"] = "use an enum of one value",
        ["if"] = "use oneOf",
        ["then"] = "use oneOf",
        ["else"] = "use oneOf",
        ["prefixItems"] = "use items",
        ["contains"] = "take it out",
        ["minContains"] = "take it out",
        ["maxContains"] = "take it out",
        ["patternProperties"] = "use additionalProperties",
        ["propertyNames"] = "take it out",
        ["dependentRequired"] = "take it out",
        ["dependentSchemas"] = "use oneOf",
        ["unevaluatedItems"] = "take it out",
        ["unevaluatedProperties"] = "use additionalProperties",
        ["contentEncoding"] = "use format: byte",
        ["contentMediaType"] = "use format: binary",
        ["contentSchema"] = "take it out",
        ["examples"] = "use example",
    };

    private static readonly HashSet<string> SchemaMaps = ["properties", "patternProperties", "$defs", "dependentSchemas"];

    private static readonly HashSet<string> Data = ["example", "examples", "default", "enum", "const"];

    public static IEnumerable<DefinitionProblem> In(JsonObject root)
    {
        foreach ((string pointer, string advice) in new[]
        {
            ("/webhooks", "webhooks are new in 3.1; take them out"),
            ("/jsonSchemaDialect", "jsonSchemaDialect is new in 3.1; take it out"),
            ("/$self", "$self is new in 3.2; take it out"),
            ("/info/summary", "info.summary is new in 3.1; use description"),
            ("/info/license/identifier", "license.identifier is new in 3.1; use url"),
            ("/components/pathItems", "components/pathItems is new in 3.1; write the path items under paths"),
            ("/components/mediaTypes", "components/mediaTypes is new in 3.2; write them in place"),
        })
        {
            if (JsonPointer.Find(root, pointer) is not null)
            {
                yield return new DefinitionProblem(pointer, advice);
            }
        }

        if (root["paths"] is null)
        {
            yield return new DefinitionProblem("/paths", "is missing, which only 3.1 allows");
        }

        foreach (DefinitionProblem problem in Walk(root, string.Empty))
        {
            yield return problem;
        }
    }

    private static IEnumerable<DefinitionProblem> Walk(JsonNode? node, string pointer)
    {
        if (node is JsonArray list)
        {
            return list.SelectMany((item, index) => Walk(item, JsonPointer.Append(pointer, index)));
        }

        if (node is not JsonObject map)
        {
            return [];
        }

        IEnumerable<DefinitionProblem> own = map["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == "mutualTLS"
            ? [new DefinitionProblem(JsonPointer.Append(pointer, "type"), "mutualTLS is new in 3.1")]
            : [];
        return own.Concat(map.Where(member => !Data.Contains(member.Key) && !member.Key.StartsWith("x-", StringComparison.Ordinal)).SelectMany(member =>
        {
            string at = JsonPointer.Append(pointer, member.Key);
            return member.Key switch
            {
                "schema" => Schema(member.Value, at),
                "schemas" or "definitions" when member.Value is JsonObject schemas => schemas.SelectMany(schema => Schema(schema.Value, JsonPointer.Append(at, schema.Key))),
                _ => Walk(member.Value, at),
            };
        }));
    }

    private static IEnumerable<DefinitionProblem> Schema(JsonNode? node, string pointer)
    {
        if (node is JsonArray list)
        {
            return list.SelectMany((item, index) => Schema(item, JsonPointer.Append(pointer, index)));
        }

        if (node is JsonValue whole && whole.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            // additionalProperties alone may be a boolean in 3.0.
            return pointer.EndsWith("/additionalProperties", StringComparison.Ordinal) ? [] : [new DefinitionProblem(pointer, "a boolean schema is new in 3.1; use {} or not: {}")];
        }

        return node is JsonObject map ? map.SelectMany(member => Member(member.Key, member.Value, JsonPointer.Append(pointer, member.Key))) : [];
    }

    private static IEnumerable<DefinitionProblem> Member(string name, JsonNode? value, string at)
    {
        if (name == "type" && value is JsonArray types)
        {
            yield return new DefinitionProblem(at, $"a list of types ({string.Join(", ", types.Select(type => type?.ToString() ?? "null"))}) is new in 3.1; use one type, with nullable: true for null");
        }
        else if (name == "type" && value is JsonValue single && single.GetValueKind() == JsonValueKind.String && single.GetValue<string>() == "null")
        {
            yield return new DefinitionProblem(at, "type null is new in 3.1; use nullable: true");
        }
        else if (name is "exclusiveMinimum" or "exclusiveMaximum" && value is JsonValue limit && limit.GetValueKind() == JsonValueKind.Number)
        {
            yield return new DefinitionProblem(at, $"a number here is new in 3.1; use {(name == "exclusiveMinimum" ? "minimum" : "maximum")} and {name}: true");
        }
        else if (Keywords.TryGetValue(name, out string? instead))
        {
            yield return new DefinitionProblem(at, $"{name} is new in 3.1; {instead}");
        }

        if (Data.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal))
        {
            yield break;
        }

        IEnumerable<DefinitionProblem> below = SchemaMaps.Contains(name) && value is JsonObject named
            ? named.SelectMany(schema => Schema(schema.Value, JsonPointer.Append(at, schema.Key)))
            : value is JsonObject or JsonArray && name is not ("type" or "required" or "discriminator" or "externalDocs" or "xml") ? Schema(value, at) : [];
        foreach (DefinitionProblem problem in below)
        {
            yield return problem;
        }
    }
}
