using PrivateApi.Model;
using PrivateApi.Policies;

namespace PrivateApi.Paths;

/// <summary>The endpoint's policy comes first, and sees the signer whatever the method's authorization is (API Gateway guide, "Use VPC endpoint policies for private APIs").</summary>
internal sealed class EndpointPolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointPolicy;

    public Finding Judge(Walk walk)
    {
        if (walk.Endpoint is not { } endpoint || walk.IsPast)
        {
            return Finding.NotApplicable("the call goes through no endpoint at hand");
        }

        if (string.IsNullOrWhiteSpace(endpoint.Policy))
        {
            return Finding.Passed($"{endpoint.Id} has the default policy, which allows everything");
        }

        if (walk.Policy(endpoint.Policy) is not { } policy)
        {
            return Finding.Skipped($"the policy of {endpoint.Id} cannot be understood; Test-PrivateApiPolicy says why");
        }

        if (walk.HangsOnAddress(policy))
        {
            return Finding.Skipped($"the policy of {endpoint.Id} asks for aws:VpcSourceIp, and the caller's address is not known; give -SourceIp, or a caller");
        }

        PolicyExplanation said = PolicyExplainer.Explain(policy, walk.Request, PolicyUse.Endpoint);
        string words = $"policy of {endpoint.Id}: {PolicyWords.Of(said)}";
        return said.Effect.IsAllow()
            ? Finding.Passed(words)
            : Finding.Refused(words, $"Set-PrivateApiEndpoint -VpcEndpointId {endpoint.Id} -Policy <a policy that allows {walk.Request.Resource}>", DeniedAnswer.ByPolicy(walk.Request, "VPC endpoint policy", said.Effect.IsExplicitDeny()));
    }
}
