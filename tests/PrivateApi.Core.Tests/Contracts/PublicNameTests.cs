using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Contracts;

/// <summary>Scripts catch errors and findings by their names: each has a test that asserts it.</summary>
public sealed class PublicNameTests
{
    private static readonly string Tests = PublicNames.Tests();

    [Fact]
    public void Every_id_of_an_error_is_asserted_by_a_test() => Assert.Equal(string.Empty, Unasserted(PublicNames.ErrorIds()));

    [Fact]
    public void Every_code_of_the_lint_is_asserted_by_a_test() => Assert.Equal(string.Empty, Unasserted(PublicNames.LintCodes()));

    [Fact]
    public void All_of_them_are_seen()
    {
        // From every kind of place: a literal beside its kind, one that is handed on, one of a choice, one that stands for AWS's own.
        string[] ids = [.. PublicNames.ErrorIds().Select(name => name.Id).Distinct()];
        Assert.Superset(
            new HashSet<string>([
                "ApiNotFound",
                "ConnectionMismatch",
                "ServiceUnreachable",
                "MfaRequired",
                "DeleteRefused",
                "AmbiguousName",
            ]),
            new HashSet<string>(ids)
        );
        Assert.InRange(ids.Length, 75, 1000);
        Assert.InRange(PublicNames.LintCodes().Select(name => name.Id).Distinct().Count(), 35, 1000);
    }

    /// <summary>In quotes, or as the parameter of -ErrorId, and not in a comment.</summary>
    private static string Unasserted(IEnumerable<(string Id, string File)> names) =>
        string.Join(
            ", ",
            names
                .DistinctBy(name => name.Id)
                .Where(name => !Regex.IsMatch(Tests, $"""(?:["'`]|-ErrorId '?){name.Id}(?:["'`,*:]|\s*$)""", RegexOptions.Multiline))
                .Select(name => name.Id)
                .Order(StringComparer.Ordinal)
        );
}
