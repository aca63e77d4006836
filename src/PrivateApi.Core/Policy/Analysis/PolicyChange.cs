namespace PrivateApi.Policy.Analysis;

/// <summary>One difference in meaning between two policies.</summary>
/// <param name="Kind">Added, removed or changed.</param>
/// <param name="Before">The statement's JSON before; null for an added one.</param>
/// <param name="After">The statement's JSON after; null for a removed one.</param>
/// <param name="Details">What differs, element by element, in words.</param>
public sealed record PolicyChange(PolicyChangeKind Kind, string? Before, string? After, IReadOnlyList<string> Details)
{
    /// <summary>The change in a line or a few.</summary>
    public override string ToString() =>
        Kind switch
        {
            PolicyChangeKind.Added => $"+ {After}",
            PolicyChangeKind.Removed => $"- {Before}",
            _ => $"~ {string.Join("; ", Details)}",
        };
}
