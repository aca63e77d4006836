namespace PrivateApi.Policies;

/// <summary>A set of values in words: these, or all but these; with or without the requests that carry none.</summary>
internal sealed record SetWords(IReadOnlyList<string> Words, bool IsComplement, bool WithAbsent, bool IsSample = false)
{
    public string List => string.Join(" or ", Words) + (IsSample ? " and the like" : string.Empty);
}
