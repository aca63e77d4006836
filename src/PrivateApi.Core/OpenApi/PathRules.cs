using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.OpenApi;

/// <summary>What API Gateway makes of paths: a tree of resources, one a segment.</summary>
internal static partial class PathRules
{
    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        Dictionary<string, (string Parameter, string Path)> parameterOf = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string path, JsonNode? _) in (JsonObject)root["paths"]!)
        {
            string pointer = JsonPointer.Append("/paths", path);
            if (path.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;
            }

            if (!path.StartsWith('/'))
            {
                yield return new DefinitionProblem(pointer, "a path begins with '/'");
                continue;
            }

            if (!seen.Add(path.Length > 1 ? path.TrimEnd('/') : path))
            {
                yield return new DefinitionProblem(pointer, "is the same resource as another path of the document");
            }

            string[] segments = path.Trim('/').Split('/');
            string parent = string.Empty;
            for (int i = 0; i < segments.Length; i++)
            {
                string segment = segments[i];
                if (Problem(segment, isLast: i == segments.Length - 1, isRoot: path == "/") is { } problem)
                {
                    yield return new DefinitionProblem(pointer, problem);
                }
                else if (segment.StartsWith('{'))
                {
                    if (!parameterOf.TryAdd(parent, (segment, path)) && parameterOf[parent].Parameter != segment)
                    {
                        yield return new DefinitionProblem(pointer, $"{segment} stands where '{parameterOf[parent].Path}' has {parameterOf[parent].Parameter}; one level of a path can have one path parameter only");
                    }
                }

                parent = $"{parent}/{segment}";
            }
        }
    }

    public static IEnumerable<DefinitionProblem> Warnings(JsonObject root) =>
        ((JsonObject)root["paths"]!).Select(member => member.Key).Where(path => path is "/ping" or "/sping")
            .Select(path => new DefinitionProblem(JsonPointer.Append("/paths", path), $"{path} is reserved for API Gateway's health check: it does not answer through a custom domain name. Choose another path."))
            .Concat(((JsonObject)root["paths"]!).Select(member => member.Key).Where(path => path.StartsWith('/') && !Characters().IsMatch(path))
            .Select(path => new DefinitionProblem(JsonPointer.Append("/paths", path), "API Gateway takes letters, digits and . _ - , : in a path; it may refuse this one.")));

    private static string? Problem(string segment, bool isLast, bool isRoot)
    {
        if (segment.Length == 0)
        {
            return isRoot ? null : "has an empty segment";
        }

        if (!segment.Contains('{', StringComparison.Ordinal) && !segment.Contains('}', StringComparison.Ordinal))
        {
            return null;
        }

        Match parameter = WholeSegment().Match(segment);
        return !parameter.Success ? $"'{segment}': a path parameter must be the whole segment, as in /{{id}}"
            : parameter.Groups["greedy"].Success && !isLast ? $"'{segment}': a greedy parameter must be the last segment"
            : null;
    }

    // Developer guide, "Amazon API Gateway important notes".
    [GeneratedRegex(@"^[A-Za-z0-9._,:/{}+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Characters();

    [GeneratedRegex(@"^\{[A-Za-z0-9._$:-]+(?<greedy>\+)?\}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeSegment();
}
