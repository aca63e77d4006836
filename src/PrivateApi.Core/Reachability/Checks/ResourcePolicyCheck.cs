using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The deployed resource policy. A private API needs one that lets the call in (API Gateway guide, "How API Gateway resource
/// policies affect authorization workflow").
/// </summary>
internal sealed class ResourcePolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.ResourcePolicy;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is not { Api: { } api, Stage: { } stage, Deployed: { } deployed, Decision: { } decision })
        {
            return Finding.NotApplicable("there is no stage whose policy could decide");
        }

        if (!deployed.IsKnown)
        {
            return Finding.Skipped(deployed.Evidence);
        }

        if (deployed.Text is { Length: > 0 } && evaluation.Policy(deployed.Text) is null)
        {
            return Finding.Skipped($"the policy of {api.Id} cannot be parsed; Test-PrivateApiPolicy says why");
        }

        if (deployed.Text is null && !api.IsPrivate)
        {
            return Finding.NotApplicable($"{api.Id} has no resource policy; only a PRIVATE API needs one");
        }

        if (evaluation.Policy(deployed.Text) is { } policy && evaluation.Settled(policy, evaluation.SeenByApi) is null)
        {
            return evaluation.Undecided(policy, evaluation.SeenByApi, api.Id);
        }

        string words = decision.ResourcePolicy is { } said
            ? $"policy deployed on {stage.Name}: {PolicyDescription.Describe(said)}"
            : $"stage {stage.Name} has no resource policy, so a PRIVATE API denies every call";
        return decision switch
        {
            // An explicit deny stops the call even where authentication, which comes first, gives the answer.
            { IsAllowed: false, Gate: AuthorizationStep.ResourcePolicy }
            or { ResourcePolicy.Effect: Effect.ExplicitlyDenied or Effect.DeniedForAccount } => Finding.Refused(
                $"{words} ({deployed.Evidence})",
                Cure(evaluation),
                decision.Answer
            ),
            { ResourcePolicy.Effect: Effect.ImplicitlyDenied } => Finding.Passed($"{words}; the method's authorization alone decides"),
            _ => Finding.Passed($"{words} ({deployed.Evidence})"),
        };
    }

    private static Remedy Cure(EvaluationContext evaluation)
    {
        if (evaluation.Deployed!.IsCurrent == false && evaluation.DecisionUnder(evaluation.Api!.Policy).IsAllowed == true)
        {
            return Deploy.Change(evaluation, evaluation.Stage!.Name);
        }

        return Remedy.Later(() => PolicyChanges.ForApi(evaluation, evaluation.Stage!.Name));
    }
}
