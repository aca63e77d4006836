using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Lint;

/// <summary>Findings about Principal and NotPrincipal.</summary>
internal static class LintPrincipals
{
    public static void Look(LintReport report, PolicyStatement statement)
    {
        foreach (PrincipalPattern principal in statement.Principals)
        {
            Look(report, statement, principal);
        }

        if (statement.IsNotPrincipal)
        {
            report.Warn(
                "NotPrincipal",
                statement.Principals.FirstOrDefault()?.Offset ?? statement.Offset,
                $"{statement.Name} uses NotPrincipal.",
                statement.Effect == StatementEffect.Allow
                    ? "It allows everybody else, including anonymous callers; API Gateway does not "
                        + "document whether it supports the element."
                    : "It denies a listed role unless its account and its sessions are listed too; "
                        + "API Gateway does not document whether it supports the element.",
                "Use Principal \"*\" with a condition on aws:PrincipalArn (ArnNotEquals)."
            );
        }
        else if (statement.Principals.Length == 0)
        {
            report.Warn(
                "EmptyList",
                statement.Offset,
                $"{statement.Name} names no principal.",
                "It applies to nobody.",
                "Name a principal, or remove the statement."
            );
        }

        if (
            report.Context.Authorization is { } methods
            && !methods.Contains(MethodAuthorization.AwsIam)
            && report.Context.Use == PolicyUse.Resource
            && !statement.IsNotPrincipal
            && statement.Principals.FirstOrDefault(p => p.Kind is PrincipalKind.Arn or PrincipalKind.Account) is { } named
            && !statement.Principals.Any(p => p.Kind == PrincipalKind.Everyone)
        )
        {
            report.Warn(
                "PrincipalNeedsIam",
                named.Offset,
                $"{statement.Name} names {named.Text}, but no method of the API uses AWS_IAM.",
                "Without AWS_IAM every caller is anonymous to the policy: \"User: anonymous is not authorized\".",
                "Set the methods' authorization to AWS_IAM, or use Principal \"*\" with conditions."
            );
        }
    }

    private static void Look(LintReport report, PolicyStatement statement, PrincipalPattern principal)
    {
        string text = principal.Text;
        if (principal.Type != "AWS" || principal.Kind is PrincipalKind.Everyone or PrincipalKind.Account)
        {
            return;
        }

        if (text.StartsWith("AIDA", StringComparison.Ordinal) || text.StartsWith("AROA", StringComparison.Ordinal))
        {
            report.Warn(
                "DeadPrincipal",
                principal.Offset,
                $"{text} is the unique id of a deleted user or role.",
                "AWS puts the id there when the principal is deleted. It matches nobody, and API Gateway refuses to save the policy again.",
                "Remove it, or name the principal that replaced it."
            );
            return;
        }

        string[] parts = text.Split(':', 6);
        bool arn = parts is ["arn", _, "iam" or "sts", "", { Length: 12 }, { Length: > 0 }] && PrincipalPattern.IsAccountId(parts[4]);
        bool wild = text.AsSpan().ContainsAny('*', '?');
        bool group = arn && parts[5].StartsWith("group/", StringComparison.Ordinal);
        if (!arn || wild || group)
        {
            report.Error(
                "InvalidPrincipal",
                principal.Offset,
                $"{text} is not a valid principal.",
                wild ? "A principal can have no wildcards, except a single \"*\"; API Gateway answers \"Invalid policy document\"."
                    : group ? "A group cannot be a principal; API Gateway answers \"Invalid policy document\"."
                    : "A principal is a 12-digit account, or the ARN of a user, role or session; "
                        + "API Gateway answers \"Invalid policy document\".",
                wild ? "Use Principal \"*\" with ArnLike on aws:PrincipalArn." : "Name an account, a user, a role or a session."
            );
        }
    }
}
