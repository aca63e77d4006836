using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The endpoint's policy comes first, and sees the signer whatever the method's authorization is (API Gateway guide, "Use VPC
/// endpoint policies for private APIs").
/// </summary>
internal sealed class EndpointPolicyCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointPolicy;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Endpoint is not { } endpoint || evaluation.IsPast)
        {
            return Finding.NotApplicable("the call does not go through a known endpoint");
        }

        if (string.IsNullOrWhiteSpace(endpoint.Policy))
        {
            return Finding.Passed($"{endpoint.Id} has the default policy, which allows everything");
        }

        if (evaluation.Policy(endpoint.Policy) is not { } policy)
        {
            return Finding.Skipped($"the policy of {endpoint.Id} cannot be parsed; Test-PrivateApiPolicy says why");
        }

        // The guide's page has had two tables: by the older one (2025, and reported since) a method without authorization behind a policy
        // of one's own refuses what is no signature; by the newer one such a caller is anonymous. Authorizers' tokens are not looked at.
        if (evaluation is { Call.HasOtherAuthorization: true, Method.Authorization: "NONE" } && !EndpointDefaultPolicy.Is(policy))
        {
            return Finding.Refused(
                $"{endpoint.Id} has a policy of its own, and {evaluation.Method.Verb} {evaluation.Method.Path} has no authorization: the "
                    + "gateway then reads the Authorization header itself, and the call's is no signature. Send the token in another "
                    + "header, or give the method an authorizer",
                null,
                DeniedAnswer.IncompleteSignature
            );
        }

        if (evaluation.IsSignedForAnotherHost && evaluation.Method?.Authorization == "NONE" && !EndpointDefaultPolicy.Is(policy))
        {
            return SignedHost.Refused(evaluation);
        }

        // By a custom domain's name it has to allow the domain as well as the API (its example 5 lists both).
        Finding api = evaluation.IsApiUnseen
            ? OfUnseen(evaluation, endpoint, policy)
            : Judge(evaluation, endpoint, policy, evaluation.Request);
        Finding? domain = evaluation.Domain is { } called
            ? Judge(evaluation, endpoint, policy, AccessRequests.OfDomain(evaluation, called, isSigned: true))
            : null;
        return domain is { Status: CheckStatus.Failed } || (domain is { Status: CheckStatus.Skipped } && api.Status != CheckStatus.Failed)
            ? domain
            : api;
    }

    // Statements may name the account of the API, which nobody here knows.
    private static Finding OfUnseen(EvaluationContext evaluation, EndpointFact endpoint, PolicyDocument policy)
    {
        if (evaluation.Call.RestApiId.Length == 0 && !EndpointDefaultPolicy.Is(policy))
        {
            return Finding.Skipped($"{endpoint.Id} has a policy of its own, and which API it has to allow is not known");
        }

        (PolicyDocument worst, PolicyDocument best) = ForeignApiPolicy.Bounds(
            policy,
            evaluation.Request.Resource,
            evaluation.Snapshot.AccountId,
            evaluation.Call.StageName is not null
        );
        Finding least = Judge(evaluation, endpoint, worst, evaluation.Request),
            most = Judge(evaluation, endpoint, best, evaluation.Request);
        return least.Status != most.Status
                ? Finding.Skipped(
                    $"the policy of {endpoint.Id} decides by the account, the stage or the method of an API, and those of "
                        + $"{evaluation.Call.RestApiId} are not known: it is not in {evaluation.Place}"
                )
            : least.Status == CheckStatus.Passed ? least
            : most with { Answer = null };
    }

    private static Finding Judge(EvaluationContext evaluation, EndpointFact endpoint, PolicyDocument policy, AccessRequest request)
    {
        if (evaluation.Settled(policy, request, PolicyUse.Endpoint) is not { } settled)
        {
            return evaluation.Undecided(policy, request, endpoint.Id, PolicyUse.Endpoint);
        }

        PolicyExplanation said = PolicyExplainer.Explain(settled.Policy, settled.On(request), PolicyUse.Endpoint);
        string words = $"policy of {endpoint.Id}: {PolicyDescription.Describe(said)}";
        return said.Effect.IsAllow()
            ? Finding.Passed(words)
            : Finding.Refused(
                words,
                Remedy.Later(() => PolicyChanges.ForEndpoint(evaluation, endpoint, request)),
                DeniedAnswer.ByPolicy(request, "VPC endpoint policy", said.Effect.IsExplicitDeny())
            );
    }
}
