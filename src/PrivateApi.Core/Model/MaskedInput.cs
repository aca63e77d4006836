namespace PrivateApi.Model;

/// <summary>What a test was given and its result masks. It stays in this process.</summary>
/// <param name="Uri">The URL; null for a call that was described by ids.</param>
/// <param name="Path">The path below the stage; null for none.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record MaskedInput(Uri? Uri, string? Path, IReadOnlyDictionary<string, string> Headers, byte[]? Body);
