using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Evaluation;

/// <summary>
/// Decides a request against one policy: a matching Deny wins over every Allow, and without any match the request is implicitly denied.
/// </summary>
public static class PolicyEvaluator
{
    /// <summary>Evaluates the request.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    /// <param name="use">Where the policy is attached.</param>
    public static PolicyDecision Evaluate(PolicyDocument policy, AccessRequest request, PolicyUse use = PolicyUse.Resource)
    {
        PolicyStatement? accountDeny = null,
            allow = null,
            accountAllow = null;
        foreach (PolicyStatement statement in policy.StatementArray)
        {
            PrincipalMatch match = Match(statement, request, use);
            if (match == PrincipalMatch.No)
            {
                continue;
            }

            if (statement.Effect == StatementEffect.Deny)
            {
                if (match == PrincipalMatch.Yes)
                {
                    return new PolicyDecision(Effect.ExplicitlyDenied, statement);
                }

                accountDeny ??= statement;
            }
            else if (match == PrincipalMatch.Yes)
            {
                allow ??= statement;
            }
            else
            {
                accountAllow ??= statement;
            }
        }

        return accountDeny is not null ? new PolicyDecision(Effect.DeniedForAccount, accountDeny)
            : allow is not null ? new PolicyDecision(Effect.Allowed, allow)
            : accountAllow is not null ? new PolicyDecision(Effect.AllowedForAccount, accountAllow)
            : new PolicyDecision(Effect.ImplicitlyDenied, null);
    }

    private static PrincipalMatch Match(PolicyStatement statement, AccessRequest request, PolicyUse use)
    {
        PrincipalMatch match = statement.MatchPrincipal(request.Identity);
        return
            match != PrincipalMatch.No
            && statement.MatchesAction(request.Action)
            && statement.MatchesResource(request, use)
            && statement.MatchesConditions(request.Context)
            ? match
            : PrincipalMatch.No;
    }
}
