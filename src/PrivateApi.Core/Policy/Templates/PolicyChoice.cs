using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>The policy that a user asked for: as text, or by template parameters.</summary>
/// <param name="Text">The policy as JSON; null when not given.</param>
/// <param name="Recipe">The template parameters; empty when none was given.</param>
internal sealed record PolicyChoice(string? Text, PolicyRecipe Recipe)
{
    public PolicyChoice(string? text, IReadOnlyCollection<string> sourceVpce, IReadOnlyCollection<string> sourceVpc)
        : this(text, new PolicyRecipe { SourceVpce = sourceVpce, SourceVpc = sourceVpc })
    {
    }

    /// <summary>The policy asked for; null when none was.</summary>
    /// <exception cref="PrivateApiException"><c>AmbiguousPolicy</c>, <c>InvalidPolicy</c>.</exception>
    public PolicyDocument? Resolve()
    {
        if (Text is not null && !Recipe.IsEmpty)
        {
            throw new PrivateApiException("AmbiguousPolicy", FaultKind.InvalidArgument, "-Policy is a whole policy, and so is what the template parameters make. Give one of the two; for a mixture write the policy and give it with -Policy.");
        }

        if (PolicyForm.Of(Recipe.Template) is { IsForEndpoint: true })
        {
            throw new PrivateApiException("InvalidPolicy", FaultKind.InvalidArgument, $"-Template {Recipe.Template} makes the policy of a VPC endpoint, not of an API. New-PrivateApiPolicy makes it of the same parameters; Set-PrivateApiEndpoint -Policy takes it.");
        }

        return Text is not null ? PolicyDocument.Parse(Text) : Recipe.IsEmpty ? null : Recipe.Build();
    }
}
