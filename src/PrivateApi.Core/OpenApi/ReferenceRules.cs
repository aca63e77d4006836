using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>A definition must hold all that it refers to: API Gateway fetches nothing.</summary>
internal static class ReferenceRules
{
    private static readonly HashSet<string> Data = ["example", "examples", "default", "enum"];

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root) => Walk(root, root, string.Empty);

    private static IEnumerable<DefinitionProblem> Walk(JsonObject root, JsonNode? node, string pointer) => node switch
    {
        JsonArray list => list.SelectMany((item, index) => Walk(root, item, JsonPointer.Append(pointer, index))),
        JsonObject map => map.SelectMany(member => Member(root, member.Key, member.Value, JsonPointer.Append(pointer, member.Key))),
        _ => [],
    };

    private static IEnumerable<DefinitionProblem> Member(JsonObject root, string name, JsonNode? value, string at) =>
        name == "$ref" && InfoRules.Text(value) is { } target ? (Problem(root, target) is { } problem ? [new DefinitionProblem(at, problem)] : [])
        : Data.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal) && name != "x-amazon-apigateway-any-method" ? []
        : Walk(root, value, at);

    private static string? Problem(JsonObject root, string target)
    {
        if (target.StartsWith("#/", StringComparison.Ordinal))
        {
            return JsonPointer.Find(root, target[1..]) is null ? $"'{target}' is not in the document" : null;
        }

        // API Gateway's own way to name a model of an API that exists.
        bool isModel = Uri.TryCreate(target, UriKind.Absolute, out Uri? uri) && uri.Host.StartsWith("apigateway.", StringComparison.Ordinal);
        return isModel ? null : $"'{target}' is outside the document, and API Gateway fetches nothing: bundle the files into one";
    }
}
