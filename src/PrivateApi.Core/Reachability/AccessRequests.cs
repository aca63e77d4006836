using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>
/// The request that policies see, put together from the way it came (API Gateway guide, "AWS condition keys that can be used in
/// API Gateway resource policies").
/// </summary>
internal static class AccessRequests
{
    public static AccessRequest Create(EvaluationContext evaluation)
    {
        RequestKeys keys = new() { { "aws:SecureTransport", "true" } };
        if (evaluation.IsPast)
        {
            keys.Add(ConditionKeys.SourceIp, evaluation.Call.Caller.SourceAddress);
        }
        else
        {
            keys.Add(ConditionKeys.SourceVpce, evaluation.EndpointId);
            keys.Add(ConditionKeys.SourceVpc, evaluation.Endpoint?.VpcId);

            // Behind a load balancer the endpoint sees one of its nodes.
            keys.Add(
                ConditionKeys.VpcSourceIp,
                evaluation.Way is not { } way ? evaluation.Call.Caller.SourceAddress
                    : way.Nodes is [var only] ? only.AnyAddress
                    : null
            );
        }

        foreach ((string key, string value) in evaluation.Call.Keys)
        {
            keys.Add(key, value);
        }

        if (evaluation.Domain is { IsPublic: false } domain)
        {
            keys.Add("execute-api:viaDomainArn", DomainArn(evaluation.Snapshot, domain));
        }

        return new AccessRequest
        {
            Principal = evaluation.Call.Principal ?? AccessRequest.Anonymous,
            Resource = evaluation.Context.MethodArn(
                evaluation.Call.StageName ?? string.Empty,
                evaluation.Call.Method,
                evaluation.Call.Path
            ),
            Context = keys,
        };
    }

    /// <summary>The request for the custom domain itself, as policies see it.</summary>
    /// <param name="evaluation">The call.</param>
    /// <param name="domain">The domain.</param>
    /// <param name="isSigned">Whether the signer counts: to the endpoint's policy always, to the domain's only where the method
    /// wants a signature.</param>
    public static AccessRequest OfDomain(EvaluationContext evaluation, DomainFact domain, bool isSigned) =>
        new()
        {
            Principal = isSigned ? evaluation.Request.Principal : AccessRequest.Anonymous,
            Resource = DomainArn(evaluation.Snapshot, domain),
            Context = evaluation.Request.Context,
        };

    public static string DomainArn(AccountSnapshot snapshot, DomainFact domain) =>
        $"arn:{snapshot.Partition}:execute-api:{snapshot.Region}:{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}";
}
