using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>
/// A policy for calls to an API of another account, whose number is not known, and perhaps not the stage either. A Resource that names an
/// account may mean that API or not.
/// </summary>
internal static class ForeignApiPolicy
{
    // In no stage, method or path.
    private const string Any = "/\u0001/\u0001/\u0001";

    /// <summary>
    /// The policy with what may apply counted for the worst, and for the best. All other possibilities lie between them.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="resource">The ARN of the method, with a star for the account.</param>
    /// <param name="notIn">The account that does not have the API.</param>
    /// <param name="isStageKnown">False where the ARN has no stage.</param>
    public static (PolicyDocument Worst, PolicyDocument Best) Bounds(
        PolicyDocument policy,
        string resource,
        string notIn,
        bool isStageKnown
    )
    {
        return (Assuming(StatementEffect.Deny), Assuming(StatementEffect.Allow));

        PolicyDocument Assuming(StatementEffect applies) =>
            new(
                policy.Version,
                policy.Id,
                [.. policy.StatementArray.Select(statement => Assume(statement, applies)).OfType<PolicyStatement>()],
                policy.Utf8.ToArray()
            );

        PolicyStatement? Assume(PolicyStatement statement, StatementEffect applies) =>
            Names(statement) is not null ? statement
            : statement.Effect == applies
                ? new PolicyStatement(statement)
                {
                    Resources = [new ResourcePattern("*", statement.Offset, variables: false)],
                    IsNotResource = false,
                }
            : null;

        bool? Names(PolicyStatement statement)
        {
            bool?[] all = [.. statement.Resources.Select(pattern => Covers(pattern, resource, notIn, isStageKnown))];
            return all.Contains(true) ? true
                : all.Contains(null) ? null
                : false;
        }
    }

    /// <summary>Whether a Resource names the method; null where that hangs on what is not known.</summary>
    private static bool? Covers(ResourcePattern pattern, string resource, string notIn, bool isStageKnown)
    {
        if (pattern.IsAnything)
        {
            return true;
        }

        // The shorthand means nothing in an endpoint's policy.
        string[] says = pattern.Text.Split(':', 6),
            asked = resource.Split(':', 6);
        if (pattern.Parts is null || Enumerable.Range(1, 3).Any(i => !Glob.Matches(Part(says, i), asked[i], ignoreCase: false)))
        {
            return false;
        }

        string account = Part(says, 4),
            rest = Part(says, 5);
        bool? isOwner =
            account.Trim('*').Length == 0 ? true
            : account == notIn ? false
            : null;
        bool? isCalled =
            rest.Contains("${", StringComparison.Ordinal) ? null
            : isStageKnown ? Glob.Matches(rest, asked[5], ignoreCase: false)
            : OfAnyStage(rest, asked[5].Split('/')[0]);
        return isOwner == false || isCalled == false ? false
            : isOwner is null || isCalled is null ? null
            : true;
    }

    private static bool? OfAnyStage(string rest, string restApiId) =>
        Glob.Matches(rest, restApiId + Any, ignoreCase: false) ? true
        : MayBegin(rest, restApiId + "/") ? null
        : false;

    private static bool MayBegin(string pattern, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (i >= pattern.Length || pattern[i] == '*')
            {
                return i < pattern.Length;
            }

            if (pattern[i] != '?' && pattern[i] != text[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string Part(string[] parts, int index) => index < parts.Length ? parts[index] : "*";
}
