using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary><c>x-amazon-apigateway-policy</c>, the resource policy that a definition carries.</summary>
internal static class PolicyExtension
{
    public const string Name = "x-amazon-apigateway-policy";

    /// <summary>The policy as JSON text; null where the document has none.</summary>
    public static string? Read(JsonObject root) => root[Name] switch
    {
        JsonObject policy => policy.ToJsonString(),
        JsonValue text => InfoRules.Text(text),
        _ => null,
    };

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        const string pointer = $"/{Name}";
        if (!root.ContainsKey(Name))
        {
            yield break;
        }

        if (Parsed(root[Name]) is not { } policy)
        {
            yield return new DefinitionProblem(pointer, "is no policy document");
            yield break;
        }

        JsonArray statements = policy["Statement"] switch { JsonArray list => list, JsonObject one => [one.DeepClone()], _ => [] };
        if (statements.Count == 0)
        {
            yield return new DefinitionProblem($"{pointer}/Statement", "is missing or empty");
        }

        for (int i = 0; i < statements.Count; i++)
        {
            string at = JsonPointer.Append($"{pointer}/Statement", i);
            if (statements[i] is not JsonObject statement)
            {
                yield return new DefinitionProblem(at, "is no statement");
                continue;
            }

            if (InfoRules.Text(statement["Effect"]) is not ("Allow" or "Deny"))
            {
                yield return new DefinitionProblem($"{at}/Effect", "must be Allow or Deny");
            }

            foreach (string pair in new[] { "Principal", "Action", "Resource" })
            {
                if (!statement.ContainsKey(pair) && !statement.ContainsKey($"Not{pair}"))
                {
                    yield return new DefinitionProblem($"{at}/{pair}", "is missing");
                }
            }
        }
    }

    private static JsonObject? Parsed(JsonNode? node)
    {
        if (InfoRules.Text(node) is not { } text)
        {
            return node as JsonObject;
        }

        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
