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
    private static readonly IPathCheck[] Checks =
    [
        new ApiIsPrivateCheck(), new ApiAvailableCheck(), new DefaultEndpointEnabledCheck(), new StageDeployedCheck(), new MethodExistsCheck(),
        new EndpointExistsCheck(), new EndpointAvailableCheck(), new EndpointAssociatedCheck(), new DomainAssociatedCheck(),
        new NameResolvesCheck(), new PublicApiShadowedCheck(), new CallerRouteCheck(), new CallerEgressCheck(), new CallerNetworkAclCheck(),
        new EndpointNetworkAclCheck(), new EndpointIngressCheck(), new ZoneCoverageCheck(),
        new EndpointPolicyCheck(), new DomainPolicyCheck(), new ResourcePolicyCheck(), new PolicyDeployedCheck(), new MethodAuthorizationCheck(),
        new ApiKeyCheck(), new AccessModeCheck(), new IntegrationCheck(),
    ];

    /// <summary>The order in which a call meets what stops it, which is not quite the order of the checks: the gateway looks for the API, then at the endpoint's policy, then for the stage.</summary>
    private static readonly CheckName[] Order =
    [
        CheckName.NameResolves, CheckName.EndpointExists, CheckName.EndpointAssociated, CheckName.EndpointAvailable,
        CheckName.CallerRoute, CheckName.CallerEgress, CheckName.CallerNetworkAcl, CheckName.EndpointNetworkAcl, CheckName.EndpointIngress,
        CheckName.DomainAssociated, CheckName.AccessMode, CheckName.ApiIsPrivate, CheckName.EndpointPolicy, CheckName.StageDeployed,
        CheckName.DefaultEndpointEnabled, CheckName.MethodExists, CheckName.DomainPolicy, CheckName.ResourcePolicy, CheckName.MethodAuthorization,
        CheckName.ApiKey, CheckName.Integration,
    ];

    public static PathVerdict Judge(AccountSnapshot snapshot, PathCall call)
    {
        Walk walk = new(snapshot, call);
        (CheckName Name, Finding Finding)[] findings = new (CheckName, Finding)[Checks.Length];
        for (int i = 0; i < Checks.Length; i++)
        {
            findings[i] = (Checks[i].Name, Checks[i].Judge(walk));
        }

        (CallFailure? failure, DeniedAnswer? answer) = Outcome(findings);
        return new PathVerdict { Walk = walk, Finding = findings, Verdict = VerdictOf(findings), Failure = failure, Answer = answer, Refusal = RefusalIn(findings) };
    }

    private static (CheckName Check, DeniedAnswer Answer)? RefusalIn((CheckName Name, Finding Finding)[] findings)
    {
        foreach (CheckName name in Order)
        {
            if (findings[(int)name].Finding is { Status: CheckStatus.Failed, Answer: { } answer })
            {
                return (name, answer);
            }
        }

        return null;
    }

    private static Verdict VerdictOf((CheckName Name, Finding Finding)[] findings)
    {
        bool isUnknown = false;
        foreach ((CheckName name, Finding finding) in findings)
        {
            if (finding.Status == CheckStatus.Failed && name != CheckName.PolicyDeployed)
            {
                return Verdict.Blocked;
            }

            // These three only warn: what they could not read does not change the answer.
            isUnknown |= finding.Status == CheckStatus.Skipped && name is not (CheckName.PublicApiShadowed or CheckName.ZoneCoverage or CheckName.PolicyDeployed);
        }

        return isUnknown ? Verdict.Unknown : Verdict.Reachable;
    }

    /// <summary>The first check that stops the call decides. If a check before it could not be made, the outcome is unknown.</summary>
    private static (CallFailure? Failure, DeniedAnswer? Answer) Outcome((CheckName Name, Finding Finding)[] findings)
    {
        foreach (CheckName name in Order)
        {
            Finding finding = findings[(int)name].Finding;
            if (finding.Status == CheckStatus.Skipped)
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
