using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>The deployed resource policy. A private API needs one that lets the call in (API Gateway guide, "How API Gateway resource policies affect authorization workflow").</summary>
internal sealed class ResourcePolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.ResourcePolicy;

    public Finding Judge(Walk walk)
    {
        if (walk is not { Api: { } api, Stage: { } stage, Deployed: { } deployed, Decision: { } decision })
        {
            return Finding.NotApplicable("there is no stage whose policy could decide");
        }

        if (!deployed.IsKnown)
        {
            return Finding.Skipped(deployed.Evidence);
        }

        if (deployed.Text is { Length: > 0 } && walk.Policy(deployed.Text) is null)
        {
            return Finding.Skipped($"the policy of {api.Id} cannot be parsed; Test-PrivateApiPolicy says why");
        }

        if (deployed.Text is null && !api.IsPrivate)
        {
            return Finding.NotApplicable($"{api.Id} has no resource policy; only a PRIVATE API needs one");
        }

        if (walk.Policy(deployed.Text) is { } policy && walk.Settled(policy, walk.SeenByApi) is null)
        {
            return walk.Undecided(policy, api.Id);
        }

        string words = decision.ResourcePolicy is { } said ? $"policy deployed on {stage.Name}: {PolicyWords.Of(said)}" : $"stage {stage.Name} has no resource policy, so a PRIVATE API denies every call";
        return decision switch
        {
            // An explicit deny stops the call even where authentication, which comes first, gives the answer.
            { IsAllowed: false, Gate: AccessGate.ResourcePolicy } or { ResourcePolicy.Effect: Effect.ExplicitlyDenied or Effect.DeniedForAccount } => Finding.Refused($"{words} ({deployed.Evidence})", Remedy(walk), decision.Answer),
            { ResourcePolicy.Effect: Effect.ImplicitlyDenied } => Finding.Passed($"{words}; the method's authorization alone decides"),
            _ => Finding.Passed($"{words} ({deployed.Evidence})"),
        };
    }

    private static CommandLine Remedy(Walk walk)
    {
        if (walk.Deployed!.IsCurrent == false && walk.DecisionUnder(walk.Api!.Policy).IsAllowed == true)
        {
            return Deploy.To(walk.Api.Id, walk.Stage!.Name);
        }

        IEnumerable<string> endpoints = EndpointChoice.InPolicy(walk.Policy(walk.Api!.Policy)).Concat(walk.EndpointId is { } id ? [id] : []).Distinct(StringComparer.Ordinal);
        return CommandLine.Of("Set-PrivateApiPolicy").With("RestApiId", walk.Api.Id).With("SourceVpce", endpoints).With("StageName", walk.Stage!.Name);
    }
}
