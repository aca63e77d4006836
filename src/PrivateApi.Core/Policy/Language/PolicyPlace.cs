namespace PrivateApi.Policy.Language;

/// <summary>A place in a policy's text, counted from one.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The character in the line.</param>
public readonly record struct PolicyPlace(int Line, int Column)
{
    /// <summary>The place as shown to people.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
