namespace PrivateApi.Tests.Cures;

/// <summary>The part of docs/diagnosis.md about remedies: its words are written by hand, its table and its score are measured.</summary>
internal static class CurePage
{
    private const string TableHead = "| report | scene | named by |";

    /// <summary>The page with the measured table and score in place of those that it has.</summary>
    public static string[] Of(IReadOnlyList<string> page, IReadOnlyList<Cure> cures) =>
        [
            .. page.Where(line => !IsRow(line))
                .SelectMany(
                    (line, index) =>
                        IsScore(line) ? [Score(cures)]
                        : index > 0 && IsHead(page.Where(item => !IsRow(item)).ElementAt(index - 1))
                            ? cures.OrderBy(cure => cure.Report).Select(cure => cure.Row).Prepend(line)
                        : (IEnumerable<string>)[line]
                ),
        ];

    // The head of the other table begins with a # too.
    public static bool IsRow(string line) => line is ['|', ' ', '#', >= '0' and <= '9', ..];

    private static bool IsHead(string line) => line.StartsWith(TableHead, StringComparison.Ordinal);

    private static bool IsScore(string line) =>
        line.StartsWith("**", StringComparison.Ordinal) && line.Contains(" reports cured", StringComparison.Ordinal);

    private static string Score(IReadOnlyList<Cure> cures)
    {
        IGrouping<int, Cure>[] reports = [.. cures.GroupBy(cure => cure.Report)];
        int cured = reports.Count(report => report.All(cure => cure.IsCured));
        int partly = reports.Count(report => report.Any(cure => cure.IsCured)) - cured;
        int handed = reports.Count(report => report.All(cure => cure.IsHandedOver));
        return $"**{cured} of {reports.Length} reports cured by what is printed, {partly} in part; {handed} handed over to somebody else, "
            + $"{reports.Length - cured - partly - handed} not.**";
    }
}
