using PrivateApi.Facts;

namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// Base paths of a custom domain: the longest one that a call's path begins with takes it (API Gateway guide, "Use API mappings
/// to connect API stages to a custom domain name").
/// </summary>
internal static class BasePaths
{
    /// <summary>The mapping that takes a path; null when none does.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="path">The whole path of the URL.</param>
    public static DomainMappingFact? Taking(DomainFact domain, string path)
    {
        string whole = path.TrimStart('/');
        return domain
            .Mappings.Where(item =>
                item.BasePath.Length == 0 || whole == item.BasePath || whole.StartsWith(item.BasePath + "/", StringComparison.Ordinal)
            )
            .MaxBy(item => item.BasePath.Length);
    }

    /// <summary>
    /// The path of the URL by which a call reaches its stage; where nothing leads there, the path that it was meant to have, or that of
    /// the default host, and no mapping.
    /// </summary>
    public static (string Path, DomainMappingFact? Mapping) Match(DomainFact domain, PathCall call)
    {
        foreach ((string path, DomainMappingFact mapping) in Leading(domain, call))
        {
            return (path, mapping);
        }

        return (call.UrlPath ?? (Meant(domain, call).Select(way => way.Path).FirstOrDefault() ?? Direct(call)), null);
    }

    /// <summary>The mappings to a call's stage that take the path of their URL, each with that path.</summary>
    public static IEnumerable<(string Path, DomainMappingFact Mapping)> Leading(DomainFact domain, PathCall call) =>
        Meant(domain, call).Where(way => Taking(domain, way.Path) == way.Mapping);

    /// <summary>The mappings to a call's stage, each with the path of its URL, also where a longer base path takes that path.</summary>
    public static IEnumerable<(string Path, DomainMappingFact Mapping)> Meant(DomainFact domain, PathCall call) =>
        domain
            .Mappings.Where(item => item.RestApiId == call.RestApiId && (item.StageName is null || item.StageName == call.StageName))
            .Select(item =>
                (
                    Path: (item.BasePath.Length > 0 ? "/" + item.BasePath : string.Empty)
                        + (item.StageName is null ? "/" + call.StageName : string.Empty)
                        + Below(call),
                    Mapping: item
                )
            )
            .Where(way => IsOfUrl(call, way.Path))
            .Select(way => (call.UrlPath ?? way.Path, way.Mapping));

    /// <summary>True unless the call is made by a URL with another path.</summary>
    public static bool IsOfUrl(PathCall call, string path) => call.UrlPath is null || Plain(call.UrlPath) == Plain(path);

    /// <summary>The path of the URL on a host of the API's own.</summary>
    public static string Direct(PathCall call) => Direct(call.StageName, call.Path);

    /// <summary>The same of a stage, null for none, and a path below it.</summary>
    public static string Direct(string? stageName, string path) =>
        (stageName is null ? string.Empty : "/" + stageName) + (path == "/" ? string.Empty : path);

    // The root of a stage is called with a slash at the end or without one.
    private static string Plain(string path) => Uri.UnescapeDataString(path).TrimEnd('/');

    private static string Below(PathCall call) => call.Path == "/" ? string.Empty : call.Path;
}
