using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Lint;

/// <summary>Findings about what the statements do together.</summary>
internal static class LintEffect
{
    public static void Look(LintReport report)
    {
        PolicyDocument policy = report.Policy;
        PolicyStatement[] statements = policy.StatementArray;
        AccessAnalysis access = AccessAnalysis.Analyze(policy, report.Context.Api, report.Context.Use);
        LookForRepeats(report);
        foreach (PolicyStatement statement in statements)
        {
            // Errors in a statement's parts are reported there; this is about parts that are valid but contradict each other.
            if (statement.MatchesAction(AccessRequest.Invoke) && access.CanMatch(statement) == false && !IsExplained(report, statement))
            {
                report.Warn(
                    "NeverMatches",
                    statement.Offset,
                    $"{statement.Name} can never apply.",
                    "Its conditions exclude each other, or no request can meet them.",
                    "Remove one of the conditions, or the statement."
                );
            }
        }

        PolicyStatement[] allows = [.. statements.Where(s => s.Effect == StatementEffect.Allow)];
        if (allows.Length == 0)
        {
            if (
                report.Context.Authorization is { } methods
                && methods.Any(m => m is MethodAuthorization.None or MethodAuthorization.Cognito)
            )
            {
                report.Error(
                    "NoAllow",
                    0,
                    "The policy has no Allow, and methods without IAM or a Lambda authorizer need one.",
                    "Nobody can call those methods: the resource policy has to allow.",
                    "Add an Allow for execute-api:/*."
                );
            }
        }
        else if (access.IsClosed)
        {
            PolicyStatement[] each = DeniesOfOthers(statements);
            if (each.Length > 1)
            {
                report.Error(
                    "DenyEachOther",
                    each[1].Offset,
                    $"{string.Join(" and ", each.Select(s => s.Name))} each deny what the other allows.",
                    "If one Deny excepts endpoint A and another excepts endpoint B, every request is denied by one of them.",
                    "Put all ids into the list of a single Deny."
                );
            }
            else if (allows.Any(a => access.CanMatch(a) != false))
            {
                PolicyStatement deny = statements.First(s => s.Effect == StatementEffect.Deny);
                report.Error(
                    "DenySwallowsAllow",
                    deny.Offset,
                    "Every request that an Allow matches is denied by a Deny.",
                    "Nobody can call the API.",
                    "Narrow the Deny with a condition, or remove it."
                );
            }
        }
        else
        {
            LookForOpenDoors(report, allows, statements);
        }
    }

    private static void LookForOpenDoors(LintReport report, PolicyStatement[] allows, PolicyStatement[] statements)
    {
        if (report.Context.Use == PolicyUse.Endpoint)
        {
            return;
        }

        bool hedged = statements.Where(s => s.Effect == StatementEffect.Deny).SelectMany(s => s.Conditions).Any(c => IsHedge(c.Key));
        foreach (
            PolicyStatement allow in allows.Where(a =>
                !hedged
                && !a.IsNotPrincipal
                && a.Principals.Any(p => p.Kind == PrincipalKind.Everyone)
                && a.MatchesAction(AccessRequest.Invoke)
                && !a.Conditions.Any(c => IsHedge(c.Key))
            )
        )
        {
            report.Warn(
                "OpenToEveryVpc",
                allow.Offset,
                $"{allow.Name} allows everybody, through any endpoint and from any VPC.",
                "A private API without aws:SourceVpce or aws:SourceVpc in its policy can be called from every VPC in every account.",
                "Add a Deny with StringNotEquals aws:SourceVpce and your endpoints (New-PrivateApiPolicy -SourceVpce)."
            );
        }

        foreach (string endpoint in report.Context.AssociatedVpcEndpointId ?? [])
        {
            if (AccessAnalysis.LetsIn(report.Policy, endpoint, report.Context.Api) == false)
            {
                report.Warn(
                    "AssociatedNotAllowed",
                    0,
                    $"{endpoint} is associated with the API, but the policy allows nobody to call through it.",
                    "Calls to its alias name reach the API and get 403.",
                    $"Add {endpoint} to the policy, or remove the association."
                );
            }
        }

        if (
            report.Context.Authorization is { } methods
            && methods.Any(m => m is MethodAuthorization.AwsIam or MethodAuthorization.Custom)
            && !statements.Any(s => s.Effect == StatementEffect.Deny)
            && allows.FirstOrDefault(a => a.Conditions.Any(c => ConditionKeys.IsNetwork(c.Key))) is { } bypassed
        )
        {
            report.Inform(
                "AllowCanBeBypassed",
                bypassed.Offset,
                $"{bypassed.Name} restricts the source only with an Allow.",
                "Callers whose identity policy or Lambda authorizer allows the call need no Allow "
                    + "here, so they can call from elsewhere too.",
                "Restrict it with a Deny as well: Deny with StringNotEquals, as in AWS's template."
            );
        }
    }

    private static bool IsHedge(string key) => ConditionKeys.IsNetwork(key) || ConditionKeys.NeedsIam(key);

    private static bool IsExplained(LintReport report, PolicyStatement statement)
    {
        (int from, int to) = (
            statement.Offset,
            report.Policy.StatementArray.ElementAtOrDefault(statement.Index + 1)?.Offset ?? int.MaxValue
        );
        PolicyPlace first = report.Policy.PlaceOf(from),
            last = report.Policy.PlaceOf(to);
        return report.Findings.Any(f =>
            f.Code
                is "OtherApi"
                    or "ForeignResource"
                    or "InvalidResource"
                    or "MatchesNoMethod"
                    or "StageMissing"
                    or "VerbCase"
                    or "VerbAny"
                    or "EmptyList"
                    or "InvalidPrincipal"
                    or "DeadPrincipal"
                    or "InvalidValue"
                    or "ShorthandNotExpanded"
                    or "PlaceholderLeft"
            && (f.Line, f.Column).CompareTo((first.Line, first.Column)) >= 0
            && (f.Line, f.Column).CompareTo((last.Line, last.Column)) < 0
        );
    }

    private static void LookForRepeats(LintReport report)
    {
        Dictionary<string, PolicyStatement> seen = [];
        foreach (PolicyStatement statement in report.Policy.StatementArray)
        {
            if (!seen.TryAdd(CanonicalPolicy.Write(statement, report.Context.Api), statement))
            {
                PolicyStatement first = seen[CanonicalPolicy.Write(statement, report.Context.Api)];
                report.Inform(
                    "RepeatedStatement",
                    statement.Offset,
                    $"{statement.Name} means the same as {first.Name}.",
                    "It only takes up space.",
                    "Remove it."
                );
            }
        }
    }

    // Denies that only say "unless the key is one of these", with no value in common (SAM's bug of one Deny per endpoint).
    private static PolicyStatement[] DeniesOfOthers(PolicyStatement[] statements)
    {
        foreach (
            IGrouping<string, PolicyStatement> group in statements
                .Where(s =>
                    s.Effect == StatementEffect.Deny && s.Conditions is [{ Operator: { Negated: true, Test: ConditionTest.StringEquals } }]
                )
                .GroupBy(s => s.Conditions[0].Key, StringComparer.OrdinalIgnoreCase)
        )
        {
            PolicyStatement[] all = [.. group];
            if (
                all.Length > 1
                && all.Select(s => s.Conditions[0].Values.Select(v => v.Text)).Aggregate((a, b) => a.Intersect(b)).FirstOrDefault() is null
            )
            {
                return all;
            }
        }

        return [];
    }
}
