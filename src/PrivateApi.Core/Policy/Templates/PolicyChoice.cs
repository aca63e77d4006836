using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>The policy that a user asked for: as text, or by template parameters.</summary>
/// <param name="Text">The policy as JSON; null when not given.</param>
/// <param name="Options">The template parameters; empty when none was given.</param>
internal sealed record PolicyChoice(string? Text, PolicyTemplateOptions Options)
{
    public PolicyChoice(string? text, IReadOnlyCollection<string> sourceVpce, IReadOnlyCollection<string> sourceVpc)
        : this(text, new PolicyTemplateOptions { SourceVpce = sourceVpce, SourceVpc = sourceVpc }) { }

    /// <summary>The policy asked for; null when none was.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousPolicy</c>, <c>InvalidPolicy</c>.</exception>
    public PolicyDocument? Resolve()
    {
        if (Text is not null && !Options.IsEmpty)
        {
            throw new PrivateApiException(
                "AmbiguousPolicy",
                FaultKind.InvalidArgument,
                "-Policy is a complete policy, and the template parameters build one too. "
                    + "Use one of the two. For a combination, write the policy yourself and pass it with -Policy."
            );
        }

        if (TemplateShape.For(Options.Template) is { IsForEndpoint: true })
        {
            throw new PrivateApiException(
                "InvalidPolicy",
                FaultKind.InvalidArgument,
                $"-Template {Options.Template} builds a policy for a VPC endpoint, not for an API. "
                    + "Build it with New-PrivateApiPolicy and the same parameters, and set it with Set-PrivateApiEndpoint -Policy."
            );
        }

        return Text is not null ? PolicyDocument.Parse(Text)
            : Options.IsEmpty ? null
            : Options.Build();
    }
}
