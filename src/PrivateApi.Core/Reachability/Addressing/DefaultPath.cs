namespace PrivateApi.Reachability.Addressing;

/// <summary>The path of a call that names none, so that a test and the call that proves it mean the same one.</summary>
internal static class DefaultPath
{
    /// <summary>
    /// The first deployed path, in ordinal order, that has the method and no path parameters; <c>/</c> where there is none.
    /// </summary>
    /// <param name="deployed">Path and verb of each deployed method. <c>ANY</c> takes every method (API Gateway guide, "Set up an
    /// HTTP method").</param>
    /// <param name="method">The call's method, in upper case.</param>
    public static string Find(IEnumerable<(string Path, string Verb)> deployed, string method) =>
        deployed
            .Where(item => (item.Verb == method || item.Verb == "ANY") && !item.Path.Contains('{', StringComparison.Ordinal))
            .Select(item => item.Path)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault()
        ?? "/";

    /// <summary>The query of a path with its question mark; empty for none.</summary>
    public static string Query(string? path) =>
        path?.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? path[start..] : string.Empty;

    /// <summary>A path as people write it, with the slash that it begins with.</summary>
    public static string WithSlash(string path) => path.StartsWith('/') ? path : "/" + path;
}
