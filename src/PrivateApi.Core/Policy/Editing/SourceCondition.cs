using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Editing;

/// <summary>
/// The conditions by which a statement lets endpoints or VPCs through: a list of which an Allow names one, or which a Deny excepts. Only
/// comparisons of text count. An id is no ARN, so a comparison of ARNs lets none through whatever its list says.
/// </summary>
internal static class SourceCondition
{
    public static string KeyOf(PolicySourceKind kind) => kind == PolicySourceKind.Vpc ? ConditionKeys.SourceVpc : ConditionKeys.SourceVpce;

    /// <summary>The lists of the statement to which an id is added to let it through.</summary>
    public static IEnumerable<ConditionClause> Of(PolicyStatement statement, PolicySourceKind kind) =>
        statement.Conditions.Where(clause => IsOn(clause, kind) && clause.Operator.Negated == (statement.Effect == StatementEffect.Deny));

    /// <summary>The lists of a Deny of the endpoints or VPCs that it names.</summary>
    public static IEnumerable<ConditionClause> DeniedBy(PolicyStatement statement, PolicySourceKind kind) =>
        statement.Effect == StatementEffect.Allow
            ? []
            : statement.Conditions.Where(clause => IsOn(clause, kind) && !clause.Operator.Negated);

    /// <summary>True when the condition does not stand in the way of calls from there.</summary>
    public static bool LetsThrough(PolicyStatement statement, ConditionClause clause, string id) =>
        clause.Matches(new RequestKeys { { clause.Key, id } }) == (statement.Effect == StatementEffect.Allow);

    /// <summary>True for an id that can be written into any list: nothing in it is a wildcard or a variable.</summary>
    public static bool IsId(PolicySourceKind kind, string id) =>
        (kind == PolicySourceKind.Vpc ? "vpc-" : "vpce-") is var prefix
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && id.Length > prefix.Length
        && id.AsSpan(prefix.Length).IndexOfAnyExcept(LettersAndDigits) < 0;

    /// <summary>Stops at what is not an id.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidSource</c>.</exception>
    public static void Require(PolicySourceKind kind, IEnumerable<string> ids)
    {
        if (ids.FirstOrDefault(id => !IsId(kind, id)) is { } other)
        {
            throw new PrivateApiException(
                "InvalidSource",
                FaultKind.InvalidArgument,
                kind == PolicySourceKind.Vpc
                    ? $"'{other}' is not the id of a VPC, such as vpc-0a1b2c3d4e5f60718."
                    : $"'{other}' is not the id of a VPC endpoint, such as vpce-0a1b2c3d4e5f60718.",
                other
            );
        }
    }

    private static System.Buffers.SearchValues<char> LettersAndDigits { get; } =
        System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static bool IsOn(ConditionClause clause, PolicySourceKind kind) =>
        ConditionKeys.Is(clause.Key, KeyOf(kind))
        && clause.Operator.Test is ConditionTest.StringEquals or ConditionTest.StringEqualsIgnoreCase or ConditionTest.StringLike;
}
