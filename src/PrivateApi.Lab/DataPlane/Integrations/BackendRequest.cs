namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>What an HTTP integration sends to its backend.</summary>
internal sealed record BackendRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan Timeout);
