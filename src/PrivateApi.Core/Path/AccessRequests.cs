using PrivateApi.Policies;
using PrivateApi.Snapshots;

namespace PrivateApi.Paths;

/// <summary>The request that policies see, put together from the way it came (API Gateway guide, "AWS condition keys that can be used in API Gateway resource policies").</summary>
internal static class AccessRequests
{
    public static AccessRequest Of(Walk walk)
    {
        RequestKeys keys = new() { { "aws:SecureTransport", "true" } };
        if (walk.Endpoint is { } endpoint && !walk.IsPast)
        {
            keys.Add("aws:SourceVpce", endpoint.Id);
            keys.Add("aws:SourceVpc", endpoint.VpcId);
            keys.Add("aws:VpcSourceIp", walk.Call.Caller.SourceAddress);
        }
        else
        {
            keys.Add("aws:SourceIp", walk.Call.Caller.SourceAddress);
        }

        foreach ((string key, string value) in walk.Call.Key)
        {
            keys.Add(key, value);
        }

        if (walk.Domain is { } domain)
        {
            keys.Add("execute-api:viaDomainArn", DomainArn(walk.Snapshot, domain));
        }

        return new AccessRequest
        {
            Principal = walk.Call.Principal ?? AccessRequest.Anonymous,
            Resource = walk.Context.MethodArn(walk.Call.StageName ?? string.Empty, walk.Call.Method, walk.Call.Path),
            Context = keys,
        };
    }

    /// <summary>The request as the custom domain's policy sees it.</summary>
    public static AccessRequest OfDomain(Walk walk, DomainFact domain) =>
        new() { Principal = walk.Request.Principal, Resource = DomainArn(walk.Snapshot, domain), Context = walk.Request.Context };

    public static string DomainArn(AccountSnapshot snapshot, DomainFact domain) =>
        $"arn:{snapshot.Partition}:execute-api:{snapshot.Region}:{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}";
}
