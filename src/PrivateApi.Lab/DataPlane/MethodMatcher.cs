using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Finds the resource and method of a path: a literal segment beats a parameter, that one a greedy one.</summary>
internal static class MethodMatcher
{
    public static void Find(GatewayCall call)
    {
        string[] path = Segments(call.Path);
        (JsonObject Resource, string Rank, Dictionary<string, string> Parameters)? best = null;
        foreach (JsonObject resource in call.Deployment!.Definition.Resources.Values)
        {
            if (resource["resourceMethods"] is JsonObject { Count: > 0 }
                && Match(Segments((string)resource["path"]!), path) is { } match
                && (best is null || string.CompareOrdinal(match.Rank, best.Value.Rank) < 0))
            {
                best = (resource, match.Rank, match.Parameters);
            }
        }

        // No 404 and no 405: whoever asks for what is not there is told that he lacks a token.
        JsonObject found = best?.Resource ?? throw GatewayFault.MissingToken();
        JsonObject methods = (JsonObject)found["resourceMethods"]!;
        call.Method = methods[call.Request.Method] as JsonObject ?? methods["ANY"] as JsonObject ?? throw GatewayFault.MissingToken();
        call.ResourcePath = (string)found["path"]!;
        call.ResourceId = (string)found["id"]!;
        call.PathParameters = best.Value.Parameters;
    }

    private static string[] Segments(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>The match's rank (lower is better) and path parameters; null when it is none.</summary>
    private static (string Rank, Dictionary<string, string> Parameters)? Match(string[] pattern, string[] path)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        char[] rank = new char[pattern.Length];
        for (int i = 0; i < pattern.Length; i++)
        {
            string part = pattern[i];
            if (i >= path.Length)
            {
                return null;
            }

            if (part.StartsWith('{') && part.EndsWith("+}", StringComparison.Ordinal))
            {
                parameters[part[1..^2]] = string.Join('/', path[i..]);
                rank[i] = '2';
                return (new string(rank, 0, i + 1), parameters);
            }

            bool isParameter = part.StartsWith('{') && part.EndsWith('}');
            if (isParameter)
            {
                parameters[part[1..^1]] = path[i];
            }
            else if (part != path[i])
            {
                return null;
            }

            rank[i] = isParameter ? '1' : '0';
        }

        return pattern.Length == path.Length ? (new string(rank), parameters) : null;
    }
}
