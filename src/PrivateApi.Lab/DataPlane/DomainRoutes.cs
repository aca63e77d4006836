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

        // Names need not be unique: an endpoint reaches the domain that it is associated with.
        DomainFact? domain = DomainFacts
            .Build(call.Store, call.Region)
            .Where(item =>
                item.IsPublic == (call.Ingress.Endpoint is null) && string.Equals(item.Name, host, StringComparison.OrdinalIgnoreCase)
            )
            .OrderByDescending(item => item.Associated.Contains(call.Ingress.Endpoint?.Id ?? string.Empty))
            .FirstOrDefault();
        if (domain is null || DomainTarget.Find(domain, call.Request.RawPath, call.Request.Header) is not { } target)
        {
            return null;
        }

        call.DomainName = domain.Name;
        call.StageName = target.StageName ?? string.Empty;
        call.Path = target.Path;
        return target.RestApiId;
    }
}
