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
    /// The path of the URL by which a call reaches its stage; without a mapping that leads there the path as on the default host.
    /// </summary>
    public static (string Path, DomainMappingFact? Mapping) Match(DomainFact domain, PathCall call)
    {
        foreach (
            DomainMappingFact mapping in domain.Mappings.Where(item =>
                item.RestApiId == call.RestApiId && (item.StageName is null || item.StageName == call.StageName)
            )
        )
        {
            string path =
                (mapping.BasePath.Length > 0 ? "/" + mapping.BasePath : string.Empty)
                + (mapping.StageName is null ? "/" + call.StageName : string.Empty)
                + Below(call);
            if (Taking(domain, path) == mapping)
            {
                return (path, mapping);
            }
        }

        return (Direct(call), null);
    }

    /// <summary>The path of the URL on a host of the API's own.</summary>
    public static string Direct(PathCall call) => (call.StageName is null ? string.Empty : "/" + call.StageName) + Below(call);

    private static string Below(PathCall call) => call.Path == "/" ? string.Empty : call.Path;
}
