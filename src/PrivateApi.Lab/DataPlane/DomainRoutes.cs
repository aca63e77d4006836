using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Where a call to a custom domain goes: the first routing rule that takes it, else the longest base path that its path begins with
/// (API Gateway guide, "Send traffic to your APIs through your custom domain name").
/// </summary>
internal static class DomainRoutes
{
    /// <summary>The API, with stage and path set if the mapping says so; null if no domain accepts the call.</summary>
    public static string? Find(GatewayCall call)
    {
        string host = call.Request.Host.Split(':')[0];
        string path = call.Request.RawPath.TrimStart('/');

        // Names need not be unique: an endpoint reaches the domain that it is associated with.
        DomainFact? domain = DomainFacts
            .Build(call.Store, call.Region)
            .Where(item =>
                item.IsPublic == (call.Ingress.Endpoint is null) && string.Equals(item.Name, host, StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(item => item.Associated.Contains(call.Ingress.Endpoint?.Id ?? string.Empty))
            .FirstOrDefault();
        if (domain is not null && DomainRouting.Taking(domain, path, call.Request.Header) is { } rule)
        {
            call.DomainName = domain.Name;
            call.StageName = rule.StageName;
            call.Path = "/" + (rule.StripsBasePath ? path[DomainRouting.BasePathOf(rule, path)!.Length..].TrimStart('/') : path);
            return rule.RestApiId;
        }

        DomainMappingFact? mapping = domain is null || !DomainRouting.HasMappings(domain) ? null : BasePaths.Taking(domain, path);
        if (domain is null || mapping is null)
        {
            return null;
        }

        call.DomainName = domain.Name;
        string rest = path[mapping.BasePath.Length..].TrimStart('/');
        if (mapping.StageName is { } stage)
        {
            call.StageName = stage;
            call.Path = "/" + rest;
        }
        else
        {
            string[] parts = rest.Split('/', 2);
            call.StageName = Uri.UnescapeDataString(parts[0]);
            call.Path = "/" + (parts.Length > 1 ? parts[1] : string.Empty);
        }

        return mapping.RestApiId;
    }
}
