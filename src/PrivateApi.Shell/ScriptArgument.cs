namespace PrivateApi.Shell;

/// <summary>One argument of a script; a positional one has no name.</summary>
internal sealed record ScriptArgument(string? Name, object Value);
