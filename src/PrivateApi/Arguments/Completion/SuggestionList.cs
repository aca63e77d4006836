namespace PrivateApi.Arguments.Completion;

/// <summary>Suggestions, and until when they are good.</summary>
/// <param name="Suggestion">The suggestions.</param>
/// <param name="Until">A time by the cache's clock.</param>
internal sealed record SuggestionList(IReadOnlyList<Suggestion> Suggestion, DateTimeOffset Until);
