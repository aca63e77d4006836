namespace PrivateApi.Reachability;

/// <summary>A policy as it was read somewhere.</summary>
/// <param name="Text">Its text; null for none.</param>
/// <param name="Hash">The hash of its meaning on the API; null for none, and for a text that is no policy.</param>
internal sealed record PolicyCopy(string? Text, string? Hash);
