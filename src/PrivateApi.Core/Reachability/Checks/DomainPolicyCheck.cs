using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The private custom domain's own policy has to allow the call, besides all others (API Gateway guide, "Custom domain names for
/// private APIs").
/// </summary>
internal sealed class DomainPolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.DomainPolicy;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Domain is not { } domain)
        {
            return Finding.NotApplicable("the call does not use a custom domain");
        }

        if (domain.IsPublic)
        {
            return Finding.NotApplicable($"{domain.Name} is public and has no policy");
        }

        if (domain.IsShared)
        {
            return Finding.Skipped($"the policy of {domain.Name} shows to account {domain.OwnerId} alone, which owns it");
        }

        AccessRequest request = AccessRequests.OfDomain(
            evaluation,
            domain,
            isSigned: evaluation.Method is null or { Authorization: "AWS_IAM" }
        );
        if (evaluation.Policy(domain.Policy) is not { } policy)
        {
            return domain.Policy is { Length: > 0 }
                ? Finding.Skipped($"the policy of {domain.Name} cannot be parsed; Test-PrivateApiPolicy says why")
                : Finding.Refused(
                    $"{domain.Name} has no policy, so nobody may call it",
                    Cure(evaluation, domain, request),
                    DeniedAnswer.ByPolicy(request, "resource-based policy", isExplicit: false)
                );
        }

        if (evaluation.Settled(policy, request) is not { } settled)
        {
            return evaluation.Undecided(policy, request, domain.Name);
        }

        PolicyExplanation said = PolicyExplainer.Explain(settled.Policy, settled.On(request));
        string words = $"policy of {domain.Name}: {PolicyDescription.Describe(said)}";
        return said.Effect.IsAllow()
            ? Finding.Passed(words)
            : Finding.Refused(
                words,
                Cure(evaluation, domain, request),
                DeniedAnswer.ByPolicy(request, "resource-based policy", said.Effect.IsExplicitDeny())
            );
    }

    private static Remedy Cure(EvaluationContext evaluation, DomainFact domain, AccessRequest request) =>
        Remedy.Later(() => PolicyChanges.ForDomain(evaluation, domain, request));
}
