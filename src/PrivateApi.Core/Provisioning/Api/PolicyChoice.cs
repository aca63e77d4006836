using PrivateApi.Policies;

namespace PrivateApi.Provisioning;

/// <summary>The policy that a user asked for: as text, or by template parameters.</summary>
/// <param name="Text">The policy as JSON; null when not given.</param>
/// <param name="SourceVpce">Endpoints for the endpoint allow-list; empty when not given.</param>
/// <param name="SourceVpc">VPCs for the VPC allow-list; empty when not given.</param>
internal sealed record PolicyChoice(string? Text, IReadOnlyList<string> SourceVpce, IReadOnlyList<string> SourceVpc)
{
    /// <summary>The policy asked for; null when none was.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousPolicy</c>, <c>InvalidPolicy</c>.</exception>
    public PolicyDocument? Resolve()
    {
        if (new[] { Text is not null, SourceVpce.Count > 0, SourceVpc.Count > 0 }.Count(given => given) > 1)
        {
            throw new PrivateApiException("AmbiguousPolicy", FaultKind.InvalidArgument, "-Policy, -SourceVpce and -SourceVpc each make a whole policy. Give one of them; for a mixture write the policy and give it with -Policy.");
        }

        return Text is not null ? PolicyDocument.Parse(Text)
            : SourceVpce.Count > 0 ? PolicyTemplates.SourceVpce(SourceVpce)
            : SourceVpc.Count > 0 ? PolicyTemplates.SourceVpc(SourceVpc)
            : null;
    }
}
