namespace PrivateApi.Policies;

/// <summary>A text of a policy with its place.</summary>
internal readonly record struct PolicyString(string Text, int Offset);
