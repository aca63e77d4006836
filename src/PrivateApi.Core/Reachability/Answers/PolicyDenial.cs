namespace PrivateApi.Reachability.Answers;

/// <summary>
/// Reads which policy denied from the end of a denial (IAM User Guide, "Troubleshoot access denied error messages").
/// Newer texts add the policy's ARN or a way round ("transitively through …"), so what follows is ignored.
/// </summary>
internal static class PolicyDenial
{
    /// <summary>What every policy's denial of a call holds.</summary>
    public const string Mark = "is not authorized to perform: execute-api:Invoke";

    // The resource of a denial by a custom domain name's policy, or by an endpoint's for the name.
    private const string OfDomain = ":/domainnames/";

    private static readonly (string Name, AnswerCauseKind Kind, string Who)[] Policies =
    [
        ("VPC endpoint policy", AnswerCauseKind.EndpointPolicyDenied, "the VPC endpoint's policy"),
        ("resource-based policy", AnswerCauseKind.ResourcePolicyDenied, "the API's resource policy"),
        ("identity-based policy", AnswerCauseKind.IdentityPolicyDenied, "the caller's identity policy"),
        ("permissions boundary", AnswerCauseKind.PermissionsBoundaryDenied, "the caller's permissions boundary"),
        ("session policy", AnswerCauseKind.SessionPolicyDenied, "the caller's session policy"),
        ("service control policy", AnswerCauseKind.ServiceControlPolicyDenied, "a service control policy of the organization"),
        ("resource control policy", AnswerCauseKind.ResourceControlPolicyDenied, "a resource control policy of the organization"),
    ];

    public static IEnumerable<AnswerCause> Causes(string body, AnswerFacts facts)
    {
        bool isExplicit = body.Contains("with an explicit deny", StringComparison.Ordinal);
        (string Name, AnswerCauseKind Kind, string Who) policy = Policies.FirstOrDefault(item =>
            body.Contains($"because no {item.Name} allows", StringComparison.Ordinal)
            || (isExplicit && body.Contains($" {item.Name}", StringComparison.Ordinal))
        );
        bool isOfDomain = body.Contains(OfDomain, StringComparison.Ordinal);
        string name = facts.DomainName ?? DomainOf(body);
        if (policy.Name is null)
        {
            yield return new AnswerCause(
                AnswerCauseKind.PolicyDenied,
                isExplicit ? "A policy denies the call explicitly; the answer does not say which."
                    : isOfDomain
                        ? $"No policy allows the call to the custom domain name {name}. Most likely it is the name's own policy that does "
                            + "not allow it; a change of that takes no deployment."
                    : "No policy allows the call. Most likely it is the API's resource policy, as it was when the "
                        + "stage was deployed, that does not allow it."
            );
        }
        else if (isOfDomain && policy.Kind == AnswerCauseKind.ResourcePolicyDenied)
        {
            yield return new AnswerCause(
                AnswerCauseKind.DomainPolicyDenied,
                $"The policy of the custom domain name {name} "
                    + (isExplicit ? "has a Deny that matches the call" : "does not allow the call")
                    + ". It is not the API's resource policy, and a change of it takes no deployment."
            );
        }
        else
        {
            string how = isExplicit ? "has a Deny that matches the call" : "does not allow the call";
            string deployed =
                policy.Kind == AnswerCauseKind.ResourcePolicyDenied ? ", as it was when the stage was deployed" : string.Empty;
            string called = isOfDomain ? $" to the custom domain name {name}" : string.Empty;
            yield return new AnswerCause(policy.Kind, $"{char.ToUpperInvariant(policy.Who[0])}{policy.Who[1..]} {how}{called}{deployed}.");
        }

        // An association with the API makes the alias name; a call by a custom domain needs none.
        bool mayBeAssociation =
            !isExplicit
            && !isOfDomain
            && facts.DomainName is null
            && (policy.Name is null || policy.Kind == AnswerCauseKind.ResourcePolicyDenied);
        if (mayBeAssociation && facts.EndpointAssociated != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.EndpointNotAssociated,
                "The VPC endpoint that the call came through is not associated with the API, or was not when the stage was deployed."
            );
        }
    }

    private static string DomainOf(string body)
    {
        int start = body.IndexOf(OfDomain, StringComparison.Ordinal);
        if (start < 0)
        {
            return string.Empty;
        }

        start += OfDomain.Length;
        int end = body.AsSpan(start).IndexOfAny("+ \"");
        return end < 0 ? body[start..] : body.Substring(start, end);
    }
}
