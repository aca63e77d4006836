using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>The request that policies see, put together from the way it came (API Gateway guide, "AWS condition keys that can be used in API Gateway resource policies").</summary>
internal static class AccessRequests
{
    public static AccessRequest Of(Walk walk)
    {
        RequestKeys keys = new() { { "aws:SecureTransport", "true" } };
        if (walk.IsPast)
        {
            keys.Add(ConditionKeys.SourceIp, walk.Call.Caller.SourceAddress);
        }
        else
        {
            keys.Add(ConditionKeys.SourceVpce, walk.EndpointId);
            keys.Add(ConditionKeys.SourceVpc, walk.Endpoint?.VpcId);
            keys.Add(ConditionKeys.VpcSourceIp, walk.Call.Caller.SourceAddress);
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

    /// <summary>The request for the custom domain itself, as policies see it.</summary>
    /// <param name="walk">The call.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="isSigned">Whether the signer counts: to the endpoint's policy always, to the domain's only where the method wants a signature.</param>
    public static AccessRequest OfDomain(Walk walk, DomainFact domain, bool isSigned) => new()
    {
        Principal = isSigned ? walk.Request.Principal : AccessRequest.Anonymous,
        Resource = DomainArn(walk.Snapshot, domain),
        Context = walk.Request.Context,
    };

    public static string DomainArn(AccountSnapshot snapshot, DomainFact domain) =>
        $"arn:{snapshot.Partition}:execute-api:{snapshot.Region}:{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}";
}
