namespace PrivateApi.Arguments.Completion;

/// <summary>One thing that a word can become.</summary>
/// <param name="Text">What is put in the word's place, unquoted.</param>
/// <param name="Tooltip">What it is, in a line.</param>
/// <param name="Label">A name by which people know it, where the text is an id: what is typed may begin it too. Null for none.</param>
internal sealed record Suggestion(string Text, string Tooltip, string? Label = null);
