namespace PrivateApi.Arguments.Completion;

/// <summary>One possible completion of a word.</summary>
/// <param name="Text">The text that replaces the word, unquoted.</param>
/// <param name="Tooltip">A description in one line.</param>
/// <param name="Label">A name by which people know it, if the text is an id: the typed word may be its beginning. Null for none.</param>
internal sealed record Suggestion(string Text, string Tooltip, string? Label = null);
