using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>One Principal of a statement. There are no wildcards inside an ARN, only the single star (IAM guide, Principal).</summary>
internal sealed class PrincipalPattern
{
    public PrincipalPattern(string type, string text, int offset)
    {
        Type = type;
        Text = text;
        Offset = offset;
        Kind = KindOf(type, text);
        AccountId = Kind == PrincipalKind.Account ? (text.Length == 12 ? text : text.Split(':')[4]) : null;
    }

    /// <summary>AWS, Service, Federated or CanonicalUser.</summary>
    public string Type { get; }

    public string Text { get; }

    public int Offset { get; }

    public PrincipalKind Kind { get; }

    /// <summary>The account named as a whole; null for every other kind.</summary>
    public string? AccountId { get; }

    public PrincipalMatch Match(RequestIdentity caller)
    {
        if (Kind == PrincipalKind.Everyone)
        {
            return PrincipalMatch.Yes;
        }

        if (caller.IsAnonymous)
        {
            return PrincipalMatch.No;
        }

        if (Kind == PrincipalKind.Account)
        {
            return AccountId == caller.AccountId ? PrincipalMatch.Account : PrincipalMatch.No;
        }

        return Text == caller.Text || (Kind == PrincipalKind.Arn && IsBehind(caller)) ? PrincipalMatch.Yes : PrincipalMatch.No;
    }

    // A role's ARN covers its sessions, a user's ARN its federated ones; a session's ARN has to be exact.
    private bool IsBehind(RequestIdentity caller)
    {
        if (caller.SessionRole is null)
        {
            return caller.FederatedUser is not null && caller.FederatedUser == Text;
        }

        Span<Range> cuts = stackalloc Range[6];
        ReadOnlySpan<char> text = Text;
        if (text.Split(cuts, ':') < 6)
        {
            return false;
        }

        ReadOnlySpan<char> role = text[cuts[5]];
        return text[cuts[1]].SequenceEqual(caller.Partition)
            && text[cuts[2]] is "iam"
            && text[cuts[4]].SequenceEqual(caller.AccountId)
            && role.StartsWith("role/", StringComparison.Ordinal)
            && role[(role.LastIndexOf('/') + 1)..].Equals(caller.SessionRole, StringComparison.OrdinalIgnoreCase);
    }

    private static PrincipalKind KindOf(string type, string text) =>
        type switch
        {
            "Service" => PrincipalKind.Service,
            "Federated" => PrincipalKind.Federated,
            "CanonicalUser" => PrincipalKind.CanonicalUser,
            _ when text.Length > 0 && text.AsSpan().TrimStart('*').IsEmpty => PrincipalKind.Everyone,
            _ when IsAccountId(text) => PrincipalKind.Account,
            _ when text.EndsWith(":root", StringComparison.Ordinal)
                    && text.Split(':') is ["arn", _, "iam", "", string account, "root"]
                    && IsAccountId(account) => PrincipalKind.Account,
            _ when text.StartsWith("arn:", StringComparison.Ordinal) => PrincipalKind.Arn,
            _ => PrincipalKind.UniqueId,
        };

    public static bool IsAccountId(string text) => text.Length == 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
