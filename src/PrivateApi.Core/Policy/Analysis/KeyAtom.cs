namespace PrivateApi.Policy.Analysis;

/// <summary>One atom of a key: absent (both null), a value, or a list of values.</summary>
internal sealed record KeyAtom(string? Value, string[]? Values);
