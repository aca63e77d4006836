using PrivateApi.Facts;

namespace PrivateApi.Reachability.Addressing;

/// <summary>Where a custom domain sends a request: by the first routing rule that takes it, else by the longest base path.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="StageName">The stage; null where the path has to name it, and does not.</param>
/// <param name="Path">The path below the stage, without query.</param>
internal sealed record DomainTarget(string RestApiId, string? StageName, string Path)
{
    /// <summary>The target; null where the domain takes no such request.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="path">The whole path of the URL.</param>
    /// <param name="header">The value of a header; null for none.</param>
    public static DomainTarget? Find(DomainFact domain, string path, Func<string, string?> header)
    {
        string whole = path.TrimStart('/');
        if (DomainRouting.Taking(domain, whole, header) is { } rule)
        {
            return new DomainTarget(rule.RestApiId, rule.StageName, DomainRouting.PathBelow(rule, whole)!);
        }

        if (!DomainRouting.HasMappings(domain) || BasePaths.Taking(domain, whole) is not { } mapping)
        {
            return null;
        }

        string rest = Below(whole, mapping.BasePath);
        if (mapping.StageName is { } stage)
        {
            return new DomainTarget(mapping.RestApiId, stage, "/" + rest);
        }

        string[] parts = rest.Split('/', 2);
        return new DomainTarget(
            mapping.RestApiId,
            parts[0].Length > 0 ? Uri.UnescapeDataString(parts[0]) : null,
            "/" + (parts.Length > 1 ? parts[1] : string.Empty)
        );
    }

    private static string Below(string path, string basePath) => basePath.Length == 0 ? path : path[basePath.Length..].TrimStart('/');
}
