namespace PrivateApi.Reachability.Answers;

/// <summary>
/// Reads which policy denied from the end of a denial (IAM User Guide, "Troubleshoot access denied error messages").
/// Newer texts add the policy's ARN or a way round ("transitively through …"), so what follows is ignored.
/// </summary>
internal static class PolicyDenial
{
    /// <summary>What every policy's denial of a call holds.</summary>
    public const string Mark = "is not authorized to perform: execute-api:Invoke";

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
        if (policy.Name is null)
        {
            yield return new AnswerCause(
                AnswerCauseKind.PolicyDenied,
                isExplicit
                    ? "A policy denies the call explicitly; the answer does not say which."
                    : "No policy allows the call. Most likely it is the API's resource policy, as it was when the "
                        + "stage was deployed, that does not allow it."
            );
        }
        else
        {
            string how = isExplicit ? "has a Deny that matches the call" : "does not allow the call";
            string deployed =
                policy.Kind == AnswerCauseKind.ResourcePolicyDenied ? ", as it was when the stage was deployed" : string.Empty;
            yield return new AnswerCause(policy.Kind, $"{char.ToUpperInvariant(policy.Who[0])}{policy.Who[1..]} {how}{deployed}.");
        }

        bool mayBeAssociation = !isExplicit && (policy.Name is null || policy.Kind == AnswerCauseKind.ResourcePolicyDenied);
        if (mayBeAssociation && facts.EndpointAssociated != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.EndpointNotAssociated,
                "The VPC endpoint that the call came through is not associated with the API, or was not when the stage was deployed."
            );
        }
    }
}
