using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>A definition must contain everything that it refers to: API Gateway fetches nothing.</summary>
internal static class ReferenceRules
{
    private static readonly HashSet<string> Data = ["example", "examples", "default", "enum"];

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        ProblemList found = new();
        Walk(root, root, Place.Root, found);
        return found;
    }

    private static void Walk(JsonObject root, JsonNode? node, Place place, ProblemList found)
    {
        if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count && !found.IsFull; i++)
            {
                Walk(root, list[i], place[i], found);
            }
        }
        else if (node is JsonObject map)
        {
            foreach ((string name, JsonNode? value) in map)
            {
                Member(root, name, value, place[name], found);
            }
        }
    }

    private static void Member(JsonObject root, string name, JsonNode? value, Place place, ProblemList found)
    {
        if (name == "$ref" && InfoRules.Text(value) is { } target)
        {
            if (!found.IsFull && Problem(root, target) is { } problem)
            {
                found.Add(place, problem);
            }
        }
        else if (!Data.Contains(name) && (!name.StartsWith("x-", StringComparison.Ordinal) || name == "x-amazon-apigateway-any-method"))
        {
            Walk(root, value, place, found);
        }
    }

    private static string? Problem(JsonObject root, string target)
    {
        if (target.StartsWith("#/", StringComparison.Ordinal))
        {
            // In a reference the pointer is a URI fragment, percent-encoded (RFC 6901, section 6).
            return JsonPointer.Find(root, Uri.UnescapeDataString(target[1..])) is null ? $"'{target}' is not in the document" : null;
        }

        // API Gateway's own way to name a model of an API that exists.
        bool isModel =
            Uri.TryCreate(target, UriKind.Absolute, out Uri? uri) && uri.Host.StartsWith("apigateway.", StringComparison.Ordinal);
        return isModel ? null : $"'{target}' is outside the document, and API Gateway fetches nothing: bundle the files into one";
    }
}
