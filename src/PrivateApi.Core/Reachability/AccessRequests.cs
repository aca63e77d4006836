using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Signer;

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
            // A caller in a VPC leaves it with the public address of a gateway, which its own does not show.
            keys.Add(ConditionKeys.SourceIp, evaluation.Call.Caller.IsInVpc ? null : evaluation.Call.Caller.SourceAddress);
        }
        else
        {
            keys.Add(ConditionKeys.SourceVpce, evaluation.EndpointId);
            keys.Add(ConditionKeys.SourceVpc, evaluation.Endpoint?.VpcId);

            // Behind a load balancer the endpoint sees one of its nodes.
            keys.Add(
                ConditionKeys.VpcSourceIp,
                evaluation.Way is not { } way ? evaluation.Source.SourceAddress
                    : way.Nodes is [var only] ? only.AnyAddress
                    : null
            );
        }

        foreach ((string key, string value) in evaluation.Call.Keys)
        {
            keys.Add(key, value);
        }

        AddSigner(keys, evaluation);

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

    // IAM guide, "AWS global condition context keys", properties of the principal.
    private static void AddSigner(RequestKeys keys, EvaluationContext evaluation)
    {
        if (
            SignerAccess.Find(evaluation.Snapshot, evaluation.Call) is not { Arn: { } arn } signer
            || SignerName.Parse(signer.Principal) is not { } name
        )
        {
            return;
        }

        keys.Add("aws:PrincipalArn", arn);
        keys.Add("aws:PrincipalType", name.IsUser ? "User" : "AssumedRole");
        keys.Add("aws:username", name.IsUser ? name.Name : null);
        keys.Add(
            "aws:userid",
            name.IsUser ? signer.Id
                : name.Session is { } session && signer.Id is { } id ? $"{id}:{session}"
                : null
        );
        foreach ((string tag, string value) in name.IsUser ? signer.Tags : new Dictionary<string, string>())
        {
            keys.Add($"aws:PrincipalTag/{tag}", value);
        }
    }

    public static string DomainArn(AccountSnapshot snapshot, DomainFact domain) =>
        $"arn:{snapshot.Partition}:execute-api:{snapshot.Region}:{domain.OwnerId}:/domainnames/{domain.Name}+{domain.Id}";
}
