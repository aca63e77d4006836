namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>The texts of the policies that a user or a role has.</summary>
/// <param name="Texts">Those that allow and deny.</param>
/// <param name="Boundary">The one that bounds what the others allow; null for none.</param>
internal sealed record HeldPolicies(IReadOnlyList<string> Texts, string? Boundary);
