namespace PrivateApi.Tests.Street;

/// <summary>docs/diagnosis.md: its words are written by hand, its table and its score come from the list.</summary>
internal static class DiagnosisPage
{
    private const string TableHead = "|---|---|---|---|---|---|";

    /// <summary>The page with the list's table and score in place of those that it has.</summary>
    public static string[] Of(IEnumerable<string> page)
    {
        int named = Reports.All.Count(report => report.IsNamed);
        int wrong = Reports.All.Count(report => report.IsFalse);
        int built = Reports.All.Count(report => report.Scene.Length > 0);
        string score = $"**{named} of {Reports.All.Count} named, {wrong} with a false verdict; {built} are built in the lab as well.**";
        return
        [
            .. page.Where(line => !IsRow(line))
                .SelectMany(line =>
                    IsScore(line) ? [score]
                    : line.StartsWith(TableHead, StringComparison.Ordinal) ? Reports.All.Select(report => report.Row).Prepend(line)
                    : (IEnumerable<string>)[line]
                ),
        ];
    }

    public static bool IsRow(string line) =>
        line.StartsWith("| ", StringComparison.Ordinal) && line.Length > 2 && char.IsAsciiDigit(line[2]);

    public static bool IsScore(string line) =>
        line.StartsWith("**", StringComparison.Ordinal) && line.Contains(" named, ", StringComparison.Ordinal);
}
