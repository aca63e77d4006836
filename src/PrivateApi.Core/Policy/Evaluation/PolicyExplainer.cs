using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Evaluation;

/// <summary>Explains why a policy decides a request as it does. Slower than <see cref="PolicyEvaluator"/>, which only decides.</summary>
public static class PolicyExplainer
{
    /// <summary>Evaluates the request and explains the answer.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    /// <param name="use">Where the policy is attached.</param>
    public static PolicyExplanation Explain(PolicyDocument policy, AccessRequest request, PolicyUse use = PolicyUse.Resource)
    {
        PolicyDecision decision = PolicyEvaluator.Evaluate(policy, request, use);
        return new PolicyExplanation
        {
            Effect = decision.Effect,
            Answer = decision.IsAllowed ? null : DeniedAnswer.ByPolicy(request, DeniedAnswer.KindOf(use), decision.IsExplicitlyDenied),
            Statement = policy
                .StatementArray.Select(s => Explain(policy, s, request, use, ReferenceEquals(s, decision.Statement)))
                .ToArray(),
        };
    }

    private static StatementExplanation Explain(
        PolicyDocument policy,
        PolicyStatement statement,
        AccessRequest request,
        PolicyUse use,
        bool decides
    )
    {
        ElementExplanation[] elements =
        [
            Principal(policy, statement, request),
            Action(policy, statement, request),
            Resource(policy, statement, request, use),
            .. statement.Conditions.Select(c => Condition(policy, c, request)),
        ];
        return new StatementExplanation
        {
            Index = statement.Index,
            Sid = statement.Sid,
            Effect = statement.Effect,
            Matches = elements.All(e => e.Matches),
            Decides = decides,
            Element = elements,
            Place = policy.PlaceOf(statement.Offset),
        };
    }

    private static ElementExplanation Principal(PolicyDocument policy, PolicyStatement statement, AccessRequest request)
    {
        PrincipalMatch match = statement.MatchPrincipal(request.Identity);
        string named = List(statement.Principals.Select(p => p.Text));
        string reason = (statement.IsNotPrincipal, match) switch
        {
            (true, PrincipalMatch.No) => $"{request.Principal} is one of the excepted {named}",
            (true, _) => $"{request.Principal} is not among the excepted {named}",
            (_, PrincipalMatch.Yes) => $"{request.Principal} is included in {named}",
            (_, PrincipalMatch.Account) => $"{named} names the account of {request.Principal}",
            _ when request.IsAnonymous => $"the caller is anonymous, and the statement names only {named}",
            _ => $"{request.Principal} is not {named}",
        };
        return Element(
            policy,
            statement.IsNotPrincipal ? "NotPrincipal" : "Principal",
            match != PrincipalMatch.No,
            named,
            request.Principal,
            reason,
            statement.Principals.FirstOrDefault()?.Offset ?? statement.Offset
        );
    }

    private static ElementExplanation Action(PolicyDocument policy, PolicyStatement statement, AccessRequest request)
    {
        bool matches = statement.MatchesAction(request.Action);
        ActionPattern? hit = statement.Actions.FirstOrDefault(a => a.Matches(request.Action));
        return Element(
            policy,
            statement.IsNotAction ? "NotAction" : "Action",
            matches,
            List(statement.Actions.Select(a => a.Text)),
            request.Action,
            Compared(request.Action, hit?.Text, List(statement.Actions.Select(a => a.Text)), statement.IsNotAction),
            hit?.Offset ?? statement.Actions.FirstOrDefault()?.Offset ?? statement.Offset
        );
    }

    private static ElementExplanation Resource(PolicyDocument policy, PolicyStatement statement, AccessRequest request, PolicyUse use)
    {
        bool matches = statement.MatchesResource(request, use);
        ResourcePattern? hit = statement.Resources.FirstOrDefault(r => r.Matches(request, use));
        return Element(
            policy,
            statement.IsNotResource ? "NotResource" : "Resource",
            matches,
            List(statement.Resources.Select(r => r.Text)),
            request.Resource,
            Compared(request.Resource, hit?.Text, List(statement.Resources.Select(r => r.Text)), statement.IsNotResource),
            hit?.Offset ?? statement.Resources.FirstOrDefault()?.Offset ?? statement.Offset
        );
    }

    private static string Compared(string value, string? hit, string all, bool negated) =>
        (hit, negated) switch
        {
            (null, false) => $"{value} does not match {all}",
            (null, true) => $"{value} is outside {all}",
            (_, false) => $"{value} matches {hit}",
            _ => $"{value} matches {hit}, which is excepted",
        };

    private static ElementExplanation Condition(PolicyDocument policy, ConditionClause clause, AccessRequest request)
    {
        bool matches = clause.Matches(request.Context);
        bool present = request.Context.Find(clause.Key, out RequestKey found);
        string values = List(clause.Values.Select(v => v.Pattern?.Shown(request.Context) ?? v.Text));
        string outcome = matches ? "holds" : "does not hold";
        string reason = present
            ? $"{clause.OperatorText} {clause.Key} {outcome}: {found} against {values}"
            : $"{clause.OperatorText} {clause.Key} {outcome}: the request has no {clause.Key} (against {values})";
        if (present && found.Values is not null && clause.Operator.Set == ConditionSet.None && clause.Operator.Test != ConditionTest.Null)
        {
            reason += "; a key with several values needs ForAnyValue or ForAllValues";
        }

        return Element(
            policy,
            "Condition",
            matches,
            $"{clause.OperatorText} {clause.Key} {values}",
            present ? found.ToString() : null,
            reason,
            clause.KeyOffset
        );
    }

    private static ElementExplanation Element(
        PolicyDocument policy,
        string element,
        bool matches,
        string said,
        string? request,
        string reason,
        int offset
    ) =>
        new()
        {
            Element = element,
            Matches = matches,
            Policy = said,
            Request = request,
            Reason = reason,
            Place = policy.PlaceOf(offset),
        };

    private static string List(IEnumerable<string> values) => string.Join(" or ", values);
}
