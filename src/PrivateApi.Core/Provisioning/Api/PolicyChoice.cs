using PrivateApi.Policies;

namespace PrivateApi.Provisioning;

/// <summary>The policy that a user asked for: as text, or by template parameters.</summary>
/// <param name="Text">The policy as JSON; null when not given.</param>
/// <param name="SourceVpce">Endpoints for the endpoint allow-list; empty when not given.</param>
/// <param name="SourceVpc">VPCs for the VPC allow-list; empty when not given.</param>
internal sealed record PolicyChoice(string? Text, IReadOnlyList<string> SourceVpce, IReadOnlyList<string> SourceVpc)
{
    // Quotas page: "Resource policy length"; can be raised.
    private const int UsualLimit = 8192;

    /// <summary>The policy asked for; null when none was.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousPolicy</c>, <c>InvalidPolicy</c>.</exception>
    public PolicyDocument? Resolve(IProgress<Notice> notices)
    {
        if (new[] { Text is not null, SourceVpce.Count > 0, SourceVpc.Count > 0 }.Count(given => given) > 1)
        {
            throw new PrivateApiException("AmbiguousPolicy", FaultKind.InvalidArgument, "-Policy, -SourceVpce and -SourceVpc each make a whole policy. Give one of them; for a mixture write the policy and give it with -Policy.");
        }

        return Text is not null ? Check(Text, notices)
            : SourceVpce.Count > 0 ? PolicyTemplates.SourceVpce(SourceVpce)
            : SourceVpc.Count > 0 ? PolicyTemplates.SourceVpc(SourceVpc)
            : null;
    }

    /// <summary>Reads a policy and refuses what cannot be meant.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>.</exception>
    public static PolicyDocument Check(string text, IProgress<Notice> notices)
    {
        PolicyDocument policy = PolicyDocument.Parse(text);
        if (text.Contains("{{", StringComparison.Ordinal))
        {
            int start = text.IndexOf("{{", StringComparison.Ordinal);
            int length = text.IndexOf("}}", start, StringComparison.Ordinal) is int end and > 0 ? end + 2 - start : text.Length - start;
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, $"The policy still holds the placeholder {text.Substring(start, Math.Min(length, 40))}. Put the id in its place.");
        }

        if (policy.ToJson().Length is int size and > UsualLimit)
        {
            notices.Report(Notice.Warning($"The policy has {size} characters; API Gateway takes {UsualLimit} unless the account's quota was raised."));
        }

        return policy;
    }
}
