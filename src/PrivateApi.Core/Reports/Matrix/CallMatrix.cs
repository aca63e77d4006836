using PrivateApi.Model;

namespace PrivateApi.Reports.Matrix;

/// <summary>
/// Who reaches which API: a table for each account and Region, its rows by VPC, what is worst first. Rows are callers, or endpoints where
/// no caller was named; where there are more APIs than callers, rows are APIs, so that a table is long and not wide.
/// </summary>
/// <param name="Groups">The tables.</param>
internal sealed record CallMatrix(IReadOnlyList<MatrixGroup> Groups)
{
    /// <summary>All calls in the order of the tables, the blocked before the unknown, and these before the reachable.</summary>
    public IReadOnlyList<JudgedCall> Calls { get; } =
    [
        .. Groups
            .SelectMany(group => group.Sections)
            .SelectMany(section => section.Rows)
            .SelectMany(row => row.Cells)
            .SelectMany(cell => cell)
            .OrderBy(Rank),
    ];

    /// <summary>Lays out the calls.</summary>
    public static CallMatrix Of(IEnumerable<JudgedCall> calls) =>
        new([.. Worst(calls.GroupBy(call => (call.Result.AccountId, call.Result.Region))).Select(group => Table(group.Key, [.. group]))]);

    private static MatrixGroup Table((string AccountId, string Region) place, JudgedCall[] calls)
    {
        string[] apis = Titles(calls, call => call.Result.Title),
            origins = Titles(calls, call => call.Origin);
        bool hasApisAsRows = apis.Length > origins.Length;
        Func<JudgedCall, string> row = hasApisAsRows ? call => call.Result.Title : call => call.Origin,
            column = hasApisAsRows ? call => call.Origin : call => call.Result.Title;
        string[] columns = hasApisAsRows ? origins : apis;
        return new MatrixGroup(
            place.AccountId,
            place.Region,
            hasApisAsRows,
            columns,
            [
                .. Worst(calls.GroupBy(call => hasApisAsRows ? null : call.VpcId))
                    .Select(section => new MatrixSection(
                        section.Key,
                        [
                            .. Worst(section.GroupBy(row))
                                .Select(group => new MatrixRow(
                                    group.Key,
                                    [.. columns.Select(title => group.Where(call => column(call) == title).OrderBy(Rank).ToArray())]
                                )),
                        ]
                    )),
            ]
        );
    }

    private static string[] Titles(JudgedCall[] calls, Func<JudgedCall, string> title) =>
        [.. Worst(calls.GroupBy(title)).Select(group => group.Key)];

    private static IEnumerable<IGrouping<TKey, JudgedCall>> Worst<TKey>(IEnumerable<IGrouping<TKey, JudgedCall>> groups) =>
        groups
            .OrderByDescending(group => group.Count(call => call.Result.Verdict == Verdict.Blocked))
            .ThenByDescending(group => group.Count(call => call.Result.Verdict == Verdict.Unknown));

    private static int Rank(JudgedCall call) =>
        call.Result.Verdict switch
        {
            Verdict.Blocked => 0,
            Verdict.Unknown => 1,
            _ => 2,
        };
}
