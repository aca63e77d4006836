namespace PrivateApi.Reachability.Signer;

/// <summary>Whoever signs, by the ARN that policies and logs show (IAM guide, "IAM identifiers").</summary>
/// <param name="Principal">The ARN.</param>
/// <param name="AccountId">Its account.</param>
/// <param name="Name">Name of the user or role, without its path; empty for the account's root.</param>
/// <param name="IsUser">True for a user, false for a role.</param>
/// <param name="Session">Name of the role's session; null for none.</param>
internal sealed record SignerName(string Principal, string AccountId, string Name, bool IsUser, string? Session)
{
    /// <summary>The account's root user, whom no identity policy limits.</summary>
    public bool IsRoot => Name.Length == 0;

    /// <summary>In words, for instance <c>role app</c>.</summary>
    public string Words => IsRoot ? $"the root user of {AccountId}" : $"{(IsUser ? "user" : "role")} {Name}";

    /// <summary>The parts of an ARN; null for one of another kind, as of a federated user.</summary>
    public static SignerName? Parse(string? principal)
    {
        if (principal?.Split(':', 6) is not ["arn", _, string service, "", string account, string resource])
        {
            return null;
        }

        string[] parts = resource.Split('/');
        return (service, parts) switch
        {
            ("iam", ["root"]) => new SignerName(principal, account, string.Empty, IsUser: true, null),
            ("iam", ["user", .., string user]) => new SignerName(principal, account, user, IsUser: true, null),
            ("iam", ["role", .., string role]) => new SignerName(principal, account, role, IsUser: false, null),
            ("sts", ["assumed-role", string role, string session]) => new SignerName(principal, account, role, IsUser: false, session),
            _ => null,
        };
    }
}
