using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>How a policy changes who can call, in the sentences of the analysis.</summary>
/// <param name="Gained">What is true with the new policy and was not true before.</param>
/// <param name="Lost">What was true before.</param>
/// <param name="Widens">True when somebody gets in whom the old policy denied; null when that could not be decided.</param>
internal sealed record AccessChange(IReadOnlyList<string> Gained, IReadOnlyList<string> Lost, bool? Widens)
{
    /// <summary>Compares two policies of one API.</summary>
    /// <param name="before">The policy before; null for none, which allows nobody.</param>
    /// <param name="after">The policy after.</param>
    /// <param name="api">The API.</param>
    /// <param name="denialsCount">
    /// True when an identity policy or a Lambda authorizer may allow somebody, so that removing a Deny widens access
    /// even without an Allow in its place (API Gateway guide, authorization flow, Table A).
    /// </param>
    public static AccessChange Between(PolicyDocument? before, PolicyDocument after, PolicyContext api, bool denialsCount)
    {
        IReadOnlyList<string> old = before is null ? [] : AccessAnalysis.Analyze(before, api).Summary,
            now = AccessAnalysis.Analyze(after, api).Summary;
        return new AccessChange(
            [.. now.Except(old)],
            [.. old.Except(now)],
            before is null ? true : AccessAnalysis.Widens(before, after, api, denialsCount)
        );
    }
}
