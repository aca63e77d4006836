using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.OpenApi;

/// <summary>What API Gateway turns paths into: a tree of resources, one per segment.</summary>
internal static partial class PathRules
{
    /// <summary>
    /// No request for a longer path is accepted ("Amazon API Gateway quotas and important notes": the total combined size of request
    /// line and header values, 10,240 bytes).
    /// </summary>
    private const int LongestPath = 10_240;

    public static IEnumerable<DefinitionProblem> Errors(JsonObject root)
    {
        ProblemList found = new();
        ResourceTree tree = new();
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string path, JsonNode? _) in (JsonObject)root["paths"]!)
        {
            if (found.IsFull)
            {
                break;
            }

            if (!path.StartsWith("x-", StringComparison.Ordinal))
            {
                Look(path, tree, seen, Place.Root["paths"][path], found);
            }
        }

        return found;
    }

    private static void Look(string path, ResourceTree tree, HashSet<string> seen, Place place, ProblemList found)
    {
        if (!path.StartsWith('/'))
        {
            found.Add(place, "a path begins with '/'");
            return;
        }

        if (path.Length > LongestPath)
        {
            found.Add(
                place,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"has {path.Length:N0} characters; API Gateway accepts request lines of at most {LongestPath:N0}"
                )
            );
            return;
        }

        if (!seen.Add(path.Length > 1 ? path.TrimEnd('/') : path))
        {
            found.Add(place, "is the same resource as another path of the document");
        }

        string[] segments = path.Trim('/').Split('/');
        int parent = ResourceTree.Root;
        for (int i = 0; i < segments.Length; i++)
        {
            string segment = segments[i];
            if (Problem(segment, isLast: i == segments.Length - 1, isRoot: path == "/") is { } problem)
            {
                found.Add(place, problem);
            }
            else if (segment.StartsWith('{') && tree.Parameter(parent, segment, path) is var (parameter, other) && parameter != segment)
            {
                found.Add(place, $"{segment} is where '{other}' has {parameter}; one level of a path can have only one path parameter");
            }

            parent = tree.Child(parent, segment);
        }
    }

    public static IEnumerable<DefinitionProblem> Warnings(JsonObject root)
    {
        ProblemList found = new();
        foreach ((string path, JsonNode? _) in (JsonObject)root["paths"]!)
        {
            if (path is "/ping" or "/sping")
            {
                found.Add(
                    Place.Root["paths"][path],
                    $"{path} is reserved for API Gateway's health check: it does not answer through a "
                        + "custom domain name. Choose another path."
                );
            }
            else if (!found.IsFull && path.StartsWith('/') && !Characters().IsMatch(path))
            {
                found.Add(
                    Place.Root["paths"][path],
                    "API Gateway accepts letters, digits and . _ - , : in a path; it may refuse this one."
                );
            }
        }

        return found;
    }

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

        return !WholeSegment().IsMatch(segment) ? $"'{segment}': a path parameter must be the whole segment, as in /{{id}}"
            : segment.EndsWith("+}", StringComparison.Ordinal) && !isLast ? $"'{segment}': a greedy parameter must be the last segment"
            : null;
    }

    // Developer guide, "Amazon API Gateway important notes".
    [GeneratedRegex(@"^[A-Za-z0-9._,:/{}+-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Characters();

    [GeneratedRegex(@"^\{[A-Za-z0-9._$:-]+\+?\}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeSegment();
}
