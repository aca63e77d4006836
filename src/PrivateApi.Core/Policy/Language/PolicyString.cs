namespace PrivateApi.Policy.Language;

/// <summary>A text of a policy with its place.</summary>
internal readonly record struct PolicyString(string Text, int Offset);
