using PrivateApi.Model;
using PrivateApi.Reports.Matrix;

namespace PrivateApi.Reports;

/// <summary>Who reaches which API, as tables of Markdown.</summary>
internal static class MarkdownMatrix
{
    /// <summary>Lines of tables; none where a table would have one row or one column, which the list of calls shows as well.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="escape">Makes a text a cell.</param>
    public static IEnumerable<string> Lines(CallMatrix matrix, Func<string, string> escape) =>
        matrix.Groups.Where(IsTable).SelectMany(group => Lines(group, escape));

    /// <summary>The mark of a verdict.</summary>
    public static string Mark(Verdict verdict) =>
        verdict switch
        {
            Verdict.Reachable => "✅",
            Verdict.Blocked => "❌",
            _ => "❔",
        };

    private static bool IsTable(MatrixGroup group) => group.Columns.Count > 1 && group.Sections.Sum(section => section.Rows.Count) > 1;

    private static IEnumerable<string> Lines(MatrixGroup group, Func<string, string> escape) =>
        [
            $"\n## Account {escape(group.AccountId)}, {escape(group.Region)}\n",
            $"\n| {(group.HasApisAsRows ? "API and stage" : "Caller")} | {string.Join(" | ", group.Columns.Select(escape))} |\n"
                + $"|---|{string.Concat(Enumerable.Repeat("---|", group.Columns.Count))}\n",
            .. group.Sections.SelectMany(section => section.Rows).Select(row => Line(row, escape)),
        ];

    private static string Line(MatrixRow row, Func<string, string> escape) =>
        $"| {escape(row.Title)} | {string.Join(" | ", row.Cells.Select(cell => string.Join(", ", cell.Select(Cell))))} |\n";

    private static string Cell(JudgedCall call) =>
        call.Path.BreakAt is { } place
            ? $"{Mark(call.Result.Verdict)} {place.Title}"
            : $"{Mark(call.Result.Verdict)} {call.Result.Verdict}";
}
