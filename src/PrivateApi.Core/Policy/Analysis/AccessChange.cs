using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>How who can call changes with a policy, in the sentences of the analysis.</summary>
/// <param name="Gained">What is true with the new policy and was not before.</param>
/// <param name="Lost">What was true before.</param>
/// <param name="Widens">True when somebody gets in whom the old policy kept out; null when that could not be decided.</param>
internal sealed record AccessChange(IReadOnlyList<string> Gained, IReadOnlyList<string> Lost, bool? Widens)
{
    /// <summary>Compares two policies of one API.</summary>
    /// <param name="before">The policy before; null for none, which lets nobody in.</param>
    /// <param name="after">The policy after.</param>
    /// <param name="api">The API.</param>
    /// <param name="denialsCount">
    /// True when somebody may be let in by an identity policy or a Lambda authorizer, so that a Deny taken away widens access
    /// even where no Allow takes its place (API Gateway guide, authorization flow, Table A).
    /// </param>
    public static AccessChange Of(PolicyDocument? before, PolicyDocument after, PolicyContext api, bool denialsCount)
    {
        IReadOnlyList<string> old = before is null ? [] : AccessAnalysis.Of(before, api).Summary, now = AccessAnalysis.Of(after, api).Summary;
        return new AccessChange([.. now.Except(old)], [.. old.Except(now)], before is null ? true : AccessAnalysis.Widens(before, after, api, denialsCount));
    }
}
