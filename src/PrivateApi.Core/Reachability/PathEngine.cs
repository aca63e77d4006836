using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Checks;

namespace PrivateApi.Reachability;

/// <summary>
/// Walks a call's path over facts: what every check finds, whether the call gets through, and what comes of it. Pure, so that
/// the same engine explains a real account and answers in the lab.
/// </summary>
internal static class PathEngine
{
    /// <summary>In the order in which they are shown, which is that of their names.</summary>
    private static readonly IPathCheck[] Checks =
    [
        .. new IPathCheck[]
        {
            new ApiIsPrivateCheck(),
            new ApiAvailableCheck(),
            new DefaultEndpointEnabledCheck(),
            new StageDeployedCheck(),
            new MethodExistsCheck(),
            new EndpointExistsCheck(),
            new EndpointAvailableCheck(),
            new EndpointAssociatedCheck(),
            new DomainAssociatedCheck(),
            new NameResolvesCheck(),
            new PublicApiShadowedCheck(),
            new LoadBalancerCheck(),
            new CallerRouteCheck(),
            new CallerEgressCheck(),
            new CallerNetworkAclCheck(),
            new EndpointNetworkAclCheck(),
            new EndpointIngressCheck(),
            new ZoneCoverageCheck(),
            new RequestHostCheck(),
            new EndpointPolicyCheck(),
            new DomainPolicyCheck(),
            new WebAclCheck(),
            new ResourcePolicyCheck(),
            new PolicyDeployedCheck(),
            new MethodAuthorizationCheck(),
            new ApiKeyCheck(),
            new AccessModeCheck(),
            new IntegrationCheck(),
        }.OrderBy(check => check.Name),
    ];

    /// <summary>Places among the checks of those that can stop a call, in the order in which it meets them.</summary>
    private static readonly int[] Met = [.. CheckOrder.Met.Select(name => Array.FindIndex(Checks, check => check.Name == name))];

    public static PathVerdict Judge(AccountSnapshot snapshot, PathCall call)
    {
        PathVerdict own = JudgeOne(snapshot, call);
        return CanaryVerdict.Of(own) is { } canary
            ? CanaryVerdict.Merge(own, JudgeOne(CanaryVerdict.Facts(own, canary), call), canary)
            : own;
    }

    private static PathVerdict JudgeOne(AccountSnapshot snapshot, PathCall call)
    {
        EvaluationContext evaluation = new(snapshot, call);
        (CheckName Name, Finding Finding)[] findings = new (CheckName, Finding)[Checks.Length];
        for (int i = 0; i < Checks.Length; i++)
        {
            findings[i] = (Checks[i].Name, Elsewhere.Judge(evaluation, Checks[i].Name) ?? Checks[i].Judge(evaluation));
        }

        (CallFailure? failure, DeniedAnswer? answer) = Outcome(findings);
        return new PathVerdict
        {
            Evaluation = evaluation,
            Findings = findings,
            Verdict = VerdictOf(findings),
            Failure = failure,
            Answer = answer,
            Refusal = RefusalIn(findings),
        };
    }

    private static (CheckName Check, DeniedAnswer Answer)? RefusalIn((CheckName Name, Finding Finding)[] findings)
    {
        foreach (int place in Met)
        {
            if (findings[place] is { Finding: { Status: CheckStatus.Failed, Answer: { } answer } } found)
            {
                return (found.Name, answer);
            }
        }

        return null;
    }

    private static Verdict VerdictOf((CheckName Name, Finding Finding)[] findings) =>
        Array.Exists(Met, place => findings[place].Finding.Status == CheckStatus.Failed) ? Verdict.Blocked
        : Array.Exists(Met, place => findings[place].Finding is { Status: CheckStatus.Skipped, IsAside: false }) ? Verdict.Unknown
        : Verdict.Reachable;

    /// <summary>The first check that stops the call decides. If a check before it could not be made, the outcome is unknown.</summary>
    private static (CallFailure? Failure, DeniedAnswer? Answer) Outcome((CheckName Name, Finding Finding)[] findings)
    {
        foreach (int place in Met)
        {
            Finding finding = findings[place].Finding;
            if (finding is { Status: CheckStatus.Skipped, IsAside: false })
            {
                return (null, null);
            }

            if (finding.Status == CheckStatus.Failed)
            {
                return finding.Failure is { } failure ? (failure, null)
                    : finding.Answer is { } answer ? (CallFailure.None, answer)
                    : (null, null);
            }
        }

        return (CallFailure.None, null);
    }
}
