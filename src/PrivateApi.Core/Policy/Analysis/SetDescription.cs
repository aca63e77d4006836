namespace PrivateApi.Policy.Analysis;

/// <summary>A set of values in words: these, or all except these; with or without the requests that have no value.</summary>
internal sealed record SetDescription(IReadOnlyList<string> Words, bool IsComplement, bool WithAbsent, bool IsSample = false)
{
    /// <summary>What the words include too much.</summary>
    public IReadOnlyList<string> But { get; init; } = [];

    public string List =>
        string.Join(" or ", Words)
        + (But.Count > 0 ? " but not " + string.Join(" or ", But) : string.Empty)
        + (IsSample ? " and the like" : string.Empty);
}
