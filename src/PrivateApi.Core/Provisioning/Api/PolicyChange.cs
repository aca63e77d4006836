using PrivateApi.Policies;

namespace PrivateApi.Provisioning;

/// <summary>What giving an API a policy would do.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="Before">Its policy; null for none.</param>
/// <param name="After">The policy to be.</param>
/// <param name="Context">What the shorthand stands for.</param>
internal sealed record PolicyChange(string RestApiId, PolicyDocument? Before, PolicyDocument After, PolicyContext Context)
{
    /// <summary>True when both mean the same.</summary>
    public bool IsUnchanged => After.MeansSame(Before, Context);

    /// <summary>True when somebody gets in who did not before. A first policy is no widening: without one an API cannot be deployed.</summary>
    public bool Widens => Before is not null && !IsUnchanged && PolicyWidening.Of(Before, After, Context);

    /// <summary>The statements that go and come, marked - and +; what only moved or is written otherwise is not shown.</summary>
    public IEnumerable<string> Lines()
    {
        Dictionary<string, PolicyStatement> before = Statements(Before), after = Statements(After);
        return [.. before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => $"- {pair.Value}"), .. after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => $"+ {pair.Value}")];
    }

    public string Describe() => $"Set the policy of API {RestApiId}:{Environment.NewLine}{string.Join(Environment.NewLine, Lines().Select(line => "  " + line))}";

    private Dictionary<string, PolicyStatement> Statements(PolicyDocument? policy)
    {
        Dictionary<string, PolicyStatement> statements = new(StringComparer.Ordinal);
        foreach (PolicyStatement statement in policy?.Statement ?? [])
        {
            statements[CanonicalPolicy.Write(statement, Context)] = statement;
        }

        return statements;
    }
}
