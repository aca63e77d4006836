namespace PrivateApi.Policy.Evaluation;

/// <summary>One condition key of a request: a single value, or several.</summary>
internal readonly record struct RequestKey(string Name, string? Value, string[]? Values)
{
    public override string ToString() => Values is null ? Value! : string.Join(", ", Values);
}
