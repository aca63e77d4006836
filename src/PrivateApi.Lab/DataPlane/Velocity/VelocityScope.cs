namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>What the references of a template mean.</summary>
/// <param name="root">The value of a reference that the template did not set: <c>$input</c>, <c>$context</c>; null for none.</param>
internal sealed class VelocityScope(Func<string, object?> root)
{
    /// <summary>Ends a template that would run or grow without end; API Gateway's own payloads have at most 10 MB.</summary>
    private const int Most = 10_000_000;

    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private long _spent;

    /// <summary>The value of a name, and whether there is one; a variable may be null.</summary>
    public (bool IsKnown, object? Value) Find(string name) =>
        _variables.TryGetValue(name, out object? value) ? (true, value)
        : root(name) is { } own ? (true, own)
        : (false, null);

    /// <summary>Counts characters made, and rounds of loops as characters.</summary>
    /// <exception cref="GatewayFault">There are too many.</exception>
    public void Spend(int amount)
    {
        _spent += amount;
        if (_spent > Most)
        {
            throw VelocityReader.Broken("too much work");
        }
    }

    public void Set(string name, object? value) => _variables[name] = value;
}
