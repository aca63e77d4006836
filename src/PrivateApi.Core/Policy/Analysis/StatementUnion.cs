using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>
/// Statements that differ in their Resource alone decide as one with all their Resources does. As one they make fewer combinations,
/// so a policy with a statement a route is decided like one with the routes in a list.
/// </summary>
internal static class StatementUnion
{
    public static PolicyStatement[] Of(PolicyStatement[] statements) =>
        [.. statements.GroupBy(s => s.IsNotResource ? s.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) : PolicyWriter.Write(With(s, []))).Select(same => same.Count() == 1 ? same.First() : With(same.First(), [.. same.SelectMany(s => s.Resources)]))];

    private static PolicyStatement With(PolicyStatement statement, ResourcePattern[] resources) => new(statement)
    {
        Index = resources.Length == 0 ? 0 : statement.Index,
        Sid = resources.Length == 0 ? null : statement.Sid,
        Resources = resources,
    };
}
