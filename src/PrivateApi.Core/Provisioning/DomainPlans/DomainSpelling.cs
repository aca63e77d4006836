using System.Text.RegularExpressions;
using PrivateApi.Errors;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>How private custom domain names and their base paths are written.</summary>
internal static partial class DomainSpelling
{
    private const int MostName = 253;

    /// <summary>Refuses what cannot be a private custom domain name (API Gateway guide, "Custom domain names for private APIs").</summary>
    /// <exception cref="PrivateApiException"><c>InvalidName</c>.</exception>
    public static void RequireName(string name)
    {
        if (name.Contains('*', StringComparison.Ordinal))
        {
            throw Invalid(
                name,
                "is a wildcard, which a private custom domain name cannot be. Give each name that is called. One certificate with a "
                    + "wildcard fits them all."
            );
        }

        if (name.Length > MostName || !Name().IsMatch(name))
        {
            throw Invalid(
                name,
                "is not a domain name. It consists of parts with dots between them, each of 1 to 63 letters, digits and hyphens, with no "
                    + "hyphen at either end. A name with other letters is written as DNS has it (xn--)."
            );
        }
    }

    /// <summary>Refuses what cannot be a base path; empty means the root.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidBasePath</c>.</exception>
    public static void RequireBasePath(string path)
    {
        string? why =
            path == DomainWrites.Root ? "is what API Gateway calls the root. Leave -BasePath out for it."
            : path.Contains('/', StringComparison.Ordinal)
                ? "has several parts, which base paths of private custom domain names cannot have. Use one part, or a routing rule "
                    + "(-RoutingRule)."
            : path.Length > 0 && !BasePath().IsMatch(path)
                ? "has characters that no base path can have. It consists of English letters, digits and $ - _ . + ! * ' ( )."
            : null;
        if (why is not null)
        {
            throw new PrivateApiException("InvalidBasePath", FaultKind.InvalidArgument, $"The base path '{path}' {why}", path);
        }
    }

    private static PrivateApiException Invalid(string name, string why) =>
        new("InvalidName", FaultKind.InvalidArgument, $"'{name}' {why}", name);

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9$_.+!*'()-]+\z")]
    private static partial Regex BasePath();
}
