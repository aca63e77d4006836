namespace PrivateApi.Policy.Evaluation;

/// <summary>The caller, split into its account and, for a session, the role or user behind it.</summary>
internal sealed class RequestIdentity
{
    public required string Text { get; init; }

    public bool IsAnonymous { get; private init; }

    /// <summary>The caller's account; null for anonymous callers and for services.</summary>
    public string? AccountId { get; private init; }

    /// <summary>The partition of the caller's ARN.</summary>
    public string? Partition { get; private init; }

    /// <summary>The role's name when the caller is a session of a role.</summary>
    public string? SessionRole { get; private init; }

    /// <summary>The ARN of the user when the caller is a federated session of one.</summary>
    public string? FederatedUser { get; private init; }

    public static RequestIdentity Parse(string principal)
    {
        string[] parts = principal.Split(':', 6);
        if (parts.Length < 6 || parts[0] != "arn")
        {
            return new RequestIdentity { Text = principal, IsAnonymous = principal == AccessRequest.Anonymous };
        }

        string[] resource = parts[5].Split('/');
        bool sts = parts[2] == "sts";
        return new RequestIdentity
        {
            Text = principal,
            Partition = parts[1],
            AccountId = parts[4],
            SessionRole = sts && resource.Length >= 3 && resource[0] == "assumed-role" ? resource[1] : null,
            FederatedUser =
                sts && resource.Length >= 2 && resource[0] == "federated-user"
                    ? $"arn:{parts[1]}:iam::{parts[4]}:user/{parts[5][(parts[5].IndexOf('/') + 1)..]}"
                    : null,
        };
    }
}
