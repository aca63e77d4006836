using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>One statement of a policy, read and ready to be matched.</summary>
public sealed class PolicyStatement
{
    internal PolicyStatement() { }

    /// <summary>A copy, for an initializer to change.</summary>
    internal PolicyStatement(PolicyStatement from)
    {
        Index = from.Index;
        Sid = from.Sid;
        Effect = from.Effect;
        IsNotAction = from.IsNotAction;
        IsNotResource = from.IsNotResource;
        IsNotPrincipal = from.IsNotPrincipal;
        Offset = from.Offset;
        Actions = from.Actions;
        Resources = from.Resources;
        Principals = from.Principals;
        Conditions = from.Conditions;
    }

    /// <summary>The statement's place in the list, from zero.</summary>
    public int Index { get; internal init; }

    /// <summary>The Sid; null for none.</summary>
    public string? Sid { get; internal init; }

    /// <summary>Allow or Deny.</summary>
    public StatementEffect Effect { get; internal init; }

    /// <summary>Its name in messages: the Sid, or its number counted from one.</summary>
    public string Name => Sid is { Length: > 0 } ? $"statement \"{Sid}\"" : $"statement {Index + 1}";

    /// <summary>The actions, of Action or NotAction.</summary>
    public IReadOnlyList<string> Action => Actions.Select(a => a.Text).ToArray();

    /// <summary>The resources, of Resource or NotResource.</summary>
    public IReadOnlyList<string> Resource => Resources.Select(r => r.Text).ToArray();

    /// <summary>The principals, of Principal or NotPrincipal.</summary>
    public IReadOnlyList<string> Principal => Principals.Select(p => p.Text).ToArray();

    /// <summary>True when the statement says NotAction.</summary>
    public bool IsNotAction { get; internal init; }

    /// <summary>True when the statement says NotResource.</summary>
    public bool IsNotResource { get; internal init; }

    /// <summary>True when the statement says NotPrincipal.</summary>
    public bool IsNotPrincipal { get; internal init; }

    internal int Offset { get; init; }

    internal ActionPattern[] Actions { get; init; } = [];

    internal ResourcePattern[] Resources { get; init; } = [];

    internal PrincipalPattern[] Principals { get; init; } = [];

    internal ConditionClause[] Conditions { get; init; } = [];

    /// <summary>The statement as its own JSON.</summary>
    public override string ToString() => PolicyWriter.Write(this);

    internal bool MatchesAction(string action)
    {
        foreach (ActionPattern pattern in Actions)
        {
            if (pattern.Matches(action))
            {
                return !IsNotAction;
            }
        }

        return IsNotAction;
    }

    internal bool MatchesResource(AccessRequest request, PolicyUse use)
    {
        foreach (ResourcePattern pattern in Resources)
        {
            if (pattern.Matches(request, use))
            {
                return !IsNotResource;
            }
        }

        return IsNotResource;
    }

    internal PrincipalMatch MatchPrincipal(RequestIdentity caller)
    {
        PrincipalMatch best = PrincipalMatch.No;
        foreach (PrincipalPattern pattern in Principals)
        {
            PrincipalMatch match = pattern.Match(caller);
            best = match > best ? match : best;
        }

        return IsNotPrincipal ? (best == PrincipalMatch.No ? PrincipalMatch.Yes : PrincipalMatch.No) : best;
    }

    internal bool MatchesConditions(RequestKeys keys)
    {
        foreach (ConditionClause clause in Conditions)
        {
            if (!clause.Matches(keys))
            {
                return false;
            }
        }

        return true;
    }
}
