namespace PrivateApi.Model;

/// <summary>The profile by which an object was read, so that the next command can find its account. It has no keys.</summary>
/// <param name="ProfileName">The profile.</param>
/// <param name="ProfileLocation">The credentials file; null for the default.</param>
/// <param name="EndpointUrl">The endpoint that replaces AWS; null for AWS itself.</param>
internal sealed record ApiOrigin(string ProfileName, string? ProfileLocation, Uri? EndpointUrl);
