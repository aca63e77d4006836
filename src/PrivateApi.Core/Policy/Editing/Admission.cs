using System.Text.Json.Nodes;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Policy.Editing;

/// <summary>
/// The smallest edit that lets one request in. It opens the policy by the place that the request comes from, and by nothing else that the
/// policy asks: whoever wrote that a caller has to sign, or come from an address, meant it.
/// </summary>
internal sealed class Admission(AccessRequest request, PolicyUse use, PolicyContext context)
{
    // An endpoint says less than the VPC it is in, so it is tried first.
    private static readonly PolicySourceKind[] Kinds = [PolicySourceKind.Vpce, PolicySourceKind.Vpc];

    /// <summary>The edit; null where none is safe.</summary>
    public PolicyEdit? Find(string? text)
    {
        if (text is null && use == PolicyUse.Resource)
        {
            return SourceOf(PolicySourceKind.Vpce) is { } endpoint && SourceEdits.First([endpoint], []) is var first && Allows(first.Policy)
                ? first
                : null;
        }

        EditedPolicy policy = EditedPolicy.Read(text ?? PolicyTemplates.Everything.ToJson());
        bool isFound =
            IsAllowed(policy)
            || (IsExceptedFromDenies(policy) && (IsAllowed(policy) || AddToAllow(policy) || (Covers(policy) is false && AddAllow(policy))));
        return isFound && IsAllowed(policy) ? policy.Finish() : null;
    }

    private bool IsAllowed(EditedPolicy policy) => PolicyEvaluator.Evaluate(policy.Document!, request, use).IsAllowed;

    private bool Allows(string policy) => PolicyEvaluator.Evaluate(PolicyDocument.Parse(policy), request, use).IsAllowed;

    /// <summary>Excepts the request from every Deny that matches it; false where one of them has no list for that.</summary>
    private bool IsExceptedFromDenies(EditedPolicy policy)
    {
        foreach (PolicyStatement statement in policy.Statements.Where(s => s.Effect == StatementEffect.Deny && Matches(s)))
        {
            // An endpoint's Deny is its owner's, for every API.
            if (use == PolicyUse.Endpoint || Lists(statement).FirstOrDefault() is not { Clause: { } list, Id: { } id })
            {
                return false;
            }

            SourceEdits.Add(policy, statement, list, [id]);
        }

        return true;
    }

    /// <summary>Adds the request's place to the lists of an Allow that fails by nothing else; false where there is none.</summary>
    private bool AddToAllow(EditedPolicy policy)
    {
        if (use == PolicyUse.Endpoint)
        {
            return false;
        }

        (PolicyStatement Statement, (ConditionClause Clause, string Id)[] Lists)? narrowest = policy
            .Statements.Where(statement => statement.Effect == StatementEffect.Allow && MatchesBut(statement))
            .Select(statement => (Statement: statement, Lists: Failing(statement)))
            .Where(candidate => candidate.Lists is not null)
            .OrderByDescending(candidate => Narrowness(candidate.Statement))
            .ThenBy(candidate => candidate.Statement.Resources.Length)
            .ThenBy(candidate => candidate.Statement.Principals.Any(principal => principal.Kind == PrincipalKind.Everyone))
            .ThenByDescending(candidate => candidate.Statement.Conditions.Length)
            .ThenBy(candidate => candidate.Lists!.Count(list => ConditionKeys.Is(list.Clause.Key, ConditionKeys.SourceVpc)))
            .Select(candidate => ((PolicyStatement, (ConditionClause, string)[])?)(candidate.Statement, candidate.Lists!))
            .FirstOrDefault();
        if (narrowest is not { } chosen)
        {
            return false;
        }

        foreach ((ConditionClause list, string id) in chosen.Lists)
        {
            SourceEdits.Add(policy, chosen.Statement, list, [id]);
        }

        return true;
    }

    /// <summary>
    /// Whether an Allow is for what the request calls. It fails then by something that this request lacks, and another Allow beside it
    /// would be a way around it.
    /// </summary>
    private bool Covers(EditedPolicy policy) =>
        policy.Statements.Any(statement =>
            statement.Effect == StatementEffect.Allow && statement.MatchesAction(request.Action) && statement.MatchesResource(request, use)
        );

    /// <summary>
    /// Adds an Allow: for the whole API where no statement allows a part of it, else for this call alone, because then the policy says
    /// part by part what may be called.
    /// </summary>
    private bool AddAllow(EditedPolicy policy)
    {
        RequestArn target = request.Target;
        if (!target.IsArn || target.Part(5).IndexOfAny("*?$") >= 0)
        {
            return false;
        }

        string rest = target.Part(5).ToString();
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        bool isDomain = slash == 0;
        string exact = request.Resource,
            api = isDomain ? exact : exact[..(exact.Length - rest.Length + (slash < 0 ? rest.Length : slash))];
        string resource = isDomain || IsPartlyAllowed(policy, api) ? exact : api + "/*";
        if (use == PolicyUse.Endpoint)
        {
            AddResource(policy, resource, isDomain);
            return true;
        }

        if (SourceOf(PolicySourceKind.Vpce) is not { } endpoint || (!isDomain && api != context.ApiArn))
        {
            return false;
        }

        SourceEdits.AddAllow(policy, PolicySourceKind.Vpce, [endpoint], isDomain ? exact : "execute-api:" + resource[api.Length..]);
        return true;
    }

    private bool IsPartlyAllowed(EditedPolicy policy, string api)
    {
        string[] parts = api.Split(':', 6);
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy.Document!, new PolicyContext(parts[1], parts[3], parts[4], parts[5]), use);
        return policy.Statements.Any(statement => statement.Effect == StatementEffect.Allow && analysis.CanMatch(statement) != false);
    }

    private static void AddResource(EditedPolicy policy, string resource, bool isDomain)
    {
        PolicyStatement added = policy.Append(
            new JsonObject
            {
                ["Sid"] = policy.FreeSid(isDomain ? "AllowDomain" : "AllowApi"),
                ["Effect"] = "Allow",
                ["Principal"] = "*",
                ["Action"] = AccessRequest.Invoke,
                ["Resource"] = resource,
            }
        );
        policy.Say($"{EditedPolicy.NameOf(added)}: added; it allows every caller through the endpoint to call {resource}");
    }

    /// <summary>The lists that fail, if nothing else does and the request's place can be added to each of them; null otherwise.</summary>
    private (ConditionClause Clause, string Id)[]? Failing(PolicyStatement statement)
    {
        ConditionClause[] failing = [.. statement.Conditions.Where(clause => !clause.Matches(request.Context))];
        (ConditionClause Clause, string Id)[] lists = [.. Lists(statement).Where(list => failing.Contains(list.Clause))];
        return failing.Length > 0 && lists.Length == failing.Length ? lists : null;
    }

    private IEnumerable<(ConditionClause Clause, string Id)> Lists(PolicyStatement statement) =>
        from kind in Kinds
        let id = SourceOf(kind)
        where id is not null
        from clause in SourceCondition.Of(statement, kind)
        select (clause, id);

    private bool Matches(PolicyStatement statement) => MatchesBut(statement) && statement.MatchesConditions(request.Context);

    private bool MatchesBut(PolicyStatement statement) =>
        statement.MatchPrincipal(request.Identity) != PrincipalMatch.No
        && statement.MatchesAction(request.Action)
        && statement.MatchesResource(request, use);

    // The characters that the widest of the resources fixes: none for a star.
    private int Narrowness(PolicyStatement statement) =>
        statement.IsNotResource ? 0 : statement.Resources.Min(resource => context.Expand(resource.Text).Count(c => c is not ('*' or '?')));

    private string? SourceOf(PolicySourceKind kind) =>
        request.Context.Find(SourceCondition.KeyOf(kind), out RequestKey key) && key.Value is { } id && SourceCondition.IsId(kind, id)
            ? id
            : null;
}
