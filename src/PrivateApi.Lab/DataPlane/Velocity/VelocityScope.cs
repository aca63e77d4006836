namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>What the references of a template mean.</summary>
/// <param name="root">The value of a reference that the template did not set: <c>$input</c>, <c>$context</c>; null for none.</param>
internal sealed class VelocityScope(Func<string, object?> root)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);

    /// <summary>The value of a name, and whether there is one; a variable may be null.</summary>
    public (bool IsKnown, object? Value) Find(string name) =>
        _variables.TryGetValue(name, out object? value) ? (true, value)
        : root(name) is { } own ? (true, own)
        : (false, null);

    public void Set(string name, object? value) => _variables[name] = value;
}
