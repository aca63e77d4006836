namespace PrivateApi.Reachability;

/// <summary>A resource's path, <c>/pets/{petId}</c> or <c>/files/{path+}</c>, against a concrete one.</summary>
internal static class PathTemplate
{
    /// <summary>
    /// Path parameters by name, and the match's rank: the lowest in ordinal order wins, since a literal segment beats a parameter
    /// and that one a greedy one; null for no match.
    /// </summary>
    public static (string Rank, IReadOnlyDictionary<string, string> Parameter)? Match(string template, IReadOnlyList<string> path)
    {
        string[] parts = template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        char[] rank = new char[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            string part = parts[i];
            if (i >= path.Count)
            {
                return null;
            }

            if (part.StartsWith('{') && part.EndsWith("+}", StringComparison.Ordinal))
            {
                parameters[part[1..^2]] = string.Join('/', path.Skip(i));
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

        return parts.Length == path.Count ? (new string(rank), parameters) : null;
    }

    /// <summary>The segments of a concrete path, unescaped.</summary>
    public static string[] Segments(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>The template that a path belongs to; null for none.</summary>
    public static string? Best(IEnumerable<string> templates, string path)
    {
        string[] segments = Segments(path);
        string? best = null,
            bestRank = null;
        foreach (string template in templates)
        {
            if (Match(template, segments) is { } match && (bestRank is null || string.CompareOrdinal(match.Rank, bestRank) < 0))
            {
                (best, bestRank) = (template, match.Rank);
            }
        }

        return best;
    }

    /// <summary>
    /// The method that a call reaches; null for none. API Gateway looks for the resource and the verb together: a resource that lacks the
    /// verb leaves the call to a less specific one, such as <c>/{proxy+}</c> (seen on AWS: localstack, TestProxyRouting;
    /// floci-io/floci pull request 3399; ministackorg/ministack pull request 1423). A verb of its own beats <c>ANY</c>.
    /// </summary>
    public static (string Path, string Verb)? Route(IEnumerable<(string Path, string Verb)> methods, string verb, string path)
    {
        (string Path, string Verb)[] fitting = [.. methods.Where(method => method.Verb == verb || method.Verb == "ANY")];
        return Best(fitting.Select(method => method.Path).Distinct(), path) is not { } best ? null
            : fitting.Contains((best, verb)) ? (best, verb)
            : (best, "ANY");
    }
}
