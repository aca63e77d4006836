using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>
/// A policy for a request with some condition keys whose values are not known. A statement that tests them may apply or
/// not; a Deny that applies anyway outweighs it, and so does an Allow that no such Deny can affect (IAM guide, "Policy evaluation
/// logic": an explicit deny overrides any allow, and what nothing allows is denied).
/// </summary>
internal static class SettledPolicy
{
    /// <summary>
    /// The policy without anything that tests the open keys, if it decides the same whatever their values are; null if they matter.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request, without the open keys.</param>
    /// <param name="use">Where the policy is attached.</param>
    /// <param name="open">Names of the keys whose values are not known.</param>
    public static PolicyDocument? For(PolicyDocument policy, AccessRequest request, PolicyUse use, IReadOnlyCollection<string> open)
    {
        PolicyStatement[] statements = policy.StatementArray;
        if (!open.Any(key => Asks(policy, key)))
        {
            return policy;
        }

        if (statements.Any(statement => open.Any(key => HasVariable(statement, key))))
        {
            return null;
        }

        // The two extremes: everything that may be denied is denied and nothing that may be allowed is, and the other way round.
        // All other possibilities lie between them.
        PolicyDocument least = Assuming(StatementEffect.Deny),
            most = Assuming(StatementEffect.Allow);
        Effect effect = PolicyEvaluator.Evaluate(least, request, use).Effect;
        return effect != PolicyEvaluator.Evaluate(most, request, use).Effect ? null
            : effect.IsAllow() ? least
            : most;

        PolicyDocument Assuming(StatementEffect applies) =>
            new(
                policy.Version,
                policy.Id,
                [.. statements.Select(statement => Assume(statement, applies)).OfType<PolicyStatement>()],
                policy.Utf8.ToArray()
            );

        PolicyStatement? Assume(PolicyStatement statement, StatementEffect applies) =>
            !open.Any(key => HasCondition(statement, key)) ? statement
            : statement.Effect == applies
                ? new PolicyStatement(statement)
                {
                    Conditions = [.. statement.Conditions.Where(clause => !open.Contains(clause.Key, StringComparer.OrdinalIgnoreCase))],
                }
            : null;
    }

    /// <summary>True when a condition of the policy is on the key, or a variable refers to it.</summary>
    public static bool Asks(PolicyDocument policy, string key) =>
        policy.StatementArray.Any(statement => HasCondition(statement, key) || HasVariable(statement, key));

    /// <summary>True when a variable of the policy refers to the key.</summary>
    public static bool HasVariable(PolicyDocument policy, string key) =>
        policy.StatementArray.Any(statement => HasVariable(statement, key));

    private static bool HasCondition(PolicyStatement statement, string key) =>
        statement.Conditions.Any(clause => clause.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static bool HasVariable(PolicyStatement statement, string key) =>
        statement
            .Resources.Select(resource => resource.Text)
            .Concat(statement.Conditions.SelectMany(clause => clause.Values).Select(value => value.Text))
            .Any(text => text.Contains("${" + key, StringComparison.OrdinalIgnoreCase));
}
