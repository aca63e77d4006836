namespace PrivateApi.Arguments.Completion;

/// <summary>Suggestions, and how long they are valid.</summary>
/// <param name="Suggestion">The suggestions.</param>
/// <param name="Until">A time by the cache's clock.</param>
internal sealed record SuggestionList(IReadOnlyList<Suggestion> Suggestion, DateTimeOffset Until);
