namespace PrivateApi.Lab.State;

/// <summary>The signer: what STS GetCallerIdentity answers, and the principal that policies see.</summary>
internal sealed record LabPrincipal(string AccountId, string Resource, string UserId, string Service)
{
    /// <summary>Keys of the session tags that a role assumed by this session inherits; empty for others than sessions.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string Arn(string partition) => $"arn:{partition}:{Service}::{AccountId}:{Resource}";

    public static LabPrincipal User(string accountId) => new(accountId, "user/lab", "AIDALABLABLABLABLAB01", "iam");
}
