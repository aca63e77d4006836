using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Statements that differ only in their Resource decide like one statement with all their Resources. As one they make fewer
/// combinations, so a policy with one statement per route is decided like one with all routes in a list.
/// </summary>
internal static class StatementUnion
{
    public static PolicyStatement[] Combine(PolicyStatement[] statements) =>
        [
            .. statements
                .GroupBy(s =>
                    s.IsNotResource ? s.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : PolicyWriter.Write(With(s, []))
                )
                .Select(same => same.Count() == 1 ? same.First() : With(same.First(), [.. same.SelectMany(s => s.Resources)])),
        ];

    private static PolicyStatement With(PolicyStatement statement, ResourcePattern[] resources) =>
        new(statement)
        {
            Index = resources.Length == 0 ? 0 : statement.Index,
            Sid = resources.Length == 0 ? null : statement.Sid,
            Resources = resources,
        };
}
