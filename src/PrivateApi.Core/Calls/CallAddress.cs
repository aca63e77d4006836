using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>One way to address the stage.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Host">Host of the URL.</param>
/// <param name="HostHeader">Host header where it differs; null otherwise.</param>
internal sealed record CallAddress(UrlForm Form, string Host, string? HostHeader = null);
