using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>The endpoint's policy comes first, and sees the signer whatever the method's authorization is (API Gateway guide, "Use VPC endpoint policies for private APIs").</summary>
internal sealed class EndpointPolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointPolicy;

    public Finding Judge(Walk walk)
    {
        if (walk.Endpoint is not { } endpoint || walk.IsPast)
        {
            return Finding.NotApplicable("the call does not go through a known endpoint");
        }

        if (string.IsNullOrWhiteSpace(endpoint.Policy))
        {
            return Finding.Passed($"{endpoint.Id} has the default policy, which allows everything");
        }

        if (walk.Policy(endpoint.Policy) is not { } policy)
        {
            return Finding.Skipped($"the policy of {endpoint.Id} cannot be parsed; Test-PrivateApiPolicy says why");
        }

        // By a custom domain's name it has to allow the domain as well as the API (its example 5 lists both).
        Finding api = Judge(walk, endpoint, policy, walk.Request);
        Finding? domain = walk.Domain is { } called ? Judge(walk, endpoint, policy, AccessRequests.OfDomain(walk, called, isSigned: true)) : null;
        return domain is { Status: CheckStatus.Failed } || (domain is { Status: CheckStatus.Skipped } && api.Status != CheckStatus.Failed) ? domain : api;
    }

    private static Finding Judge(Walk walk, EndpointFact endpoint, PolicyDocument policy, AccessRequest request)
    {
        if (walk.Settled(policy, request, PolicyUse.Endpoint) is not { } settled)
        {
            return walk.Undecided(policy, endpoint.Id);
        }

        PolicyExplanation said = PolicyExplainer.Explain(settled, request, PolicyUse.Endpoint);
        string words = $"policy of {endpoint.Id}: {PolicyWords.Of(said)}";
        return said.Effect.IsAllow()
            ? Finding.Passed(words)
            : Finding.Refused(words, CommandLine.Of("Set-PrivateApiEndpoint").With("VpcEndpointId", endpoint.Id).With("Policy", CommandValue.Placeholder($"a policy that allows {request.Resource}")), DeniedAnswer.ByPolicy(request, "VPC endpoint policy", said.Effect.IsExplicitDeny()));
    }
}
