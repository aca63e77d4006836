namespace PrivateApi.Arguments.Completion;

/// <summary>Suggestions, and how long they are valid.</summary>
/// <param name="Suggestions">The suggestions.</param>
/// <param name="Until">A time by the cache's clock.</param>
internal sealed record SuggestionList(IReadOnlyList<Suggestion> Suggestions, DateTimeOffset Until);
