using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// Finds what OpenAPI 3.1 brought (the change list of the OpenAPI Initiative's "Migrating from OpenAPI 3.0 to 3.1"),
/// and what to write instead.
/// </summary>
internal static class NewerConstructs
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["$schema"] = "remove it",
        ["$id"] = "remove it",
        ["$anchor"] = "use $ref to components",
        ["$dynamicRef"] = "use $ref",
        ["$dynamicAnchor"] = "use $ref to components",
        ["$vocabulary"] = "remove it",
        ["$comment"] = "use description",
        ["$defs"] = "move to components/schemas",
        ["const"] = "use an enum of one value",
        ["if"] = "use oneOf",
        ["then"] = "use oneOf",
        ["else"] = "use oneOf",
        ["prefixItems"] = "use items",
        ["contains"] = "remove it",
        ["minContains"] = "remove it",
        ["maxContains"] = "remove it",
        ["patternProperties"] = "use additionalProperties",
        ["propertyNames"] = "remove it",
        ["dependentRequired"] = "remove it",
        ["dependentSchemas"] = "use oneOf",
        ["unevaluatedItems"] = "remove it",
        ["unevaluatedProperties"] = "use additionalProperties",
        ["contentEncoding"] = "use format: byte",
        ["contentMediaType"] = "use format: binary",
        ["contentSchema"] = "remove it",
        ["examples"] = "use example",
    };

    private const int MostTypes = 10;

    private static readonly HashSet<string> SchemaMaps = ["properties", "patternProperties", "$defs", "dependentSchemas"];

    private static readonly HashSet<string> Data = ["example", "examples", "default", "enum", "const"];

    public static IEnumerable<DefinitionProblem> In(JsonObject root)
    {
        foreach (
            (string pointer, string advice) in new[]
            {
                ("/webhooks", "webhooks are new in 3.1; remove them"),
                ("/jsonSchemaDialect", "jsonSchemaDialect is new in 3.1; remove it"),
                ("/$self", "$self is new in 3.2; remove it"),
                ("/info/summary", "info.summary is new in 3.1; use description"),
                ("/info/license/identifier", "license.identifier is new in 3.1; use url"),
                ("/components/pathItems", "components/pathItems is new in 3.1; write the path items under paths"),
                ("/components/mediaTypes", "components/mediaTypes is new in 3.2; write them in place"),
            }
        )
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

        ProblemList found = new();
        Walk(root, Place.Root, found);
        foreach (DefinitionProblem problem in found)
        {
            yield return problem;
        }
    }

    private static void Walk(JsonNode? node, Place place, ProblemList found)
    {
        if (found.IsFull)
        {
            return;
        }

        if (node is JsonArray list)
        {
            Each(list, place, found, Walk);
        }
        else if (node is JsonObject map)
        {
            if (InfoRules.Text(map["type"]) == "mutualTLS")
            {
                found.Add(place["type"], "mutualTLS is new in 3.1");
            }

            foreach ((string name, JsonNode? value) in map)
            {
                if (!Data.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal))
                {
                    Below(name, value, place[name], found);
                }
            }
        }
    }

    private static void Below(string name, JsonNode? value, Place place, ProblemList found)
    {
        switch (name)
        {
            case "schema":
                Schema(value, place, found);
                break;
            case "schemas" or "definitions" when value is JsonObject schemas:
                Schemas(schemas, place, found);
                break;
            default:
                Walk(value, place, found);
                break;
        }
    }

    private static void Each(JsonArray list, Place place, ProblemList found, Action<JsonNode?, Place, ProblemList> look)
    {
        for (int i = 0; i < list.Count && !found.IsFull; i++)
        {
            look(list[i], place[i], found);
        }
    }

    private static void Schemas(JsonObject named, Place place, ProblemList found)
    {
        foreach ((string name, JsonNode? schema) in named)
        {
            Schema(schema, place[name], found);
        }
    }

    private static void Schema(JsonNode? node, Place place, ProblemList found)
    {
        switch (node)
        {
            case JsonArray list:
                Each(list, place, found, Schema);
                break;

            // Only additionalProperties may be a boolean in 3.0.
            case JsonValue whole
                when whole.GetValueKind() is JsonValueKind.True or JsonValueKind.False && place.Member != "additionalProperties":
                found.Add(place, "a boolean schema is new in 3.1; use {} or not: {}");
                break;
            case JsonObject map when !found.IsFull:
                foreach ((string name, JsonNode? value) in map)
                {
                    Member(name, value, place[name], found);
                }

                break;
        }
    }

    private static void Member(string name, JsonNode? value, Place place, ProblemList found)
    {
        if (Problem(name, value) is { } problem)
        {
            found.Add(place, problem);
        }

        if (Data.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal))
        {
            return;
        }

        if (SchemaMaps.Contains(name) && value is JsonObject named)
        {
            Schemas(named, place, found);
        }
        else if (value is JsonObject or JsonArray && name is not ("type" or "required" or "discriminator" or "externalDocs" or "xml"))
        {
            Schema(value, place, found);
        }
    }

    private static string? Problem(string name, JsonNode? value) =>
        name switch
        {
            "type" when value is JsonArray types => "a list of types ("
                + string.Join(
                    ", ",
                    types
                        .Take(MostTypes)
                        .Select(type =>
                            type is JsonValue ? type.ToString()
                            : type is null ? "null"
                            : "…"
                        )
                )
                + ") is new in 3.1; use one type, with nullable: true for null",
            "type" when InfoRules.Text(value) == "null" => "type null is new in 3.1; use nullable: true",
            "exclusiveMinimum" or "exclusiveMaximum" when value is JsonValue limit && limit.GetValueKind() == JsonValueKind.Number =>
                $"a number here is new in 3.1; use {(name == "exclusiveMinimum" ? "minimum" : "maximum")} and {name}: true",
            _ => Keywords.TryGetValue(name, out string? instead) ? $"{name} is new in 3.1; {instead}" : null,
        };
}
