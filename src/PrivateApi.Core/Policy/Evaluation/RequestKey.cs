namespace PrivateApi.Policy.Evaluation;

/// <summary>One condition key of a request: a single value, or several.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">A single value.</param>
/// <param name="Values">Several values.</param>
/// <param name="Shown">What messages show where the value stands for others that policies treat alike; null for the value.</param>
internal readonly record struct RequestKey(string Name, string? Value, string[]? Values, string? Shown = null)
{
    public override string ToString() => Shown ?? (Values is null ? Value! : string.Join(", ", Values));
}
