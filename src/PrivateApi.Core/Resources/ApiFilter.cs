namespace PrivateApi.Resources;

/// <summary>APIs that are looked for by name.</summary>
/// <param name="Text">The name, or a pattern.</param>
/// <param name="IsMatch">True for the name of an API that is meant.</param>
/// <param name="IsPattern">True for a pattern: it need not match anything.</param>
internal sealed record ApiFilter(string Text, Func<string, bool> IsMatch, bool IsPattern);
