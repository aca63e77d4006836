namespace PrivateApi.Policy.Language;

/// <summary>A stretch of literal text, or one variable with its default (null for none).</summary>
internal readonly record struct VariablePiece(string Literal, string? Key, string? Default);
