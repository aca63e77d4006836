using System.Globalization;
using System.Text.Json;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reports;

/// <summary>Words that all report formats share.</summary>
internal static class ReportText
{
    /// <summary>The request and who makes it.</summary>
    public static string Request(TestResult result) => $"{result.Method} {result.Path} from {result.Caller}";

    /// <summary>The predicted outcome of the call.</summary>
    public static string Outcome(TestResult result) =>
        result switch
        {
            { PredictedFailure: CallFailure.None, PredictedBody: { } body } => $"{result.PredictedStatusCode} {body}",
            { PredictedFailure: { } failure and not CallFailure.None } => failure.ToString(),
            { Verdict: Verdict.Reachable } => "the call gets through to the integration",
            { PredictedStatusCode: { } status } => $"{status}",
            _ => "cannot be predicted",
        };

    /// <summary>What the client sees, in words: an answer's message in place of its body.</summary>
    public static string Symptom(TestResult result) =>
        result switch
        {
            { PredictedFailure: CallFailure.NameNotResolved } => "the name does not resolve",
            { PredictedFailure: CallFailure.ConnectTimeout } => "the connection times out",
            { PredictedFailure: CallFailure.ConnectFailed } => "the connection is refused or has no route",
            { PredictedFailure: CallFailure.TlsFailed } => "the TLS handshake fails",
            { PredictedFailure: CallFailure.ReadTimeout } => "the client connects, and no answer comes",
            { PredictedStatusCode: { } status, PredictedBody: { } body } => $"{status} {MessageOf(body)}",
            { Verdict: Verdict.Reachable } => "the call gets through to the integration",
            { PredictedStatusCode: { } status } => $"{status}",
            _ => "cannot be predicted",
        };

    /// <summary>The message in an answer of API Gateway; the body itself where it is no such answer.</summary>
    private static string MessageOf(string body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind != JsonValueKind.Object
                ? body
                : answer
                    .RootElement.EnumerateObject()
                    .Where(item => item.Name is "message" or "Message" && item.Value.ValueKind == JsonValueKind.String)
                    .Select(item => item.Value.GetString()!)
                    .FirstOrDefault(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return body;
        }
    }

    /// <summary>The outcome of a live call; null without one.</summary>
    public static string? Live(TestResult result) =>
        result.Live is not { } live
            ? null
            : $"{live.Via}: "
                + (live.StatusCode is { } status ? $"{status}" : live.Failure.ToString())
                + result.Agrees switch
                {
                    true => ", as predicted",
                    false => ", not as predicted",
                    null => string.Empty,
                };

    /// <summary>What a table expects of a call, and what the call does.</summary>
    public static string Expectation(TestResult result)
    {
        string call = $"{result.Title}, {Request(result)}";
        string found =
            result.Check.Count == 0 ? string.Join(' ', result.Explanation)
            : result.FailedCheck.Count == 0 ? $"It is {result.Verdict}: {Symptom(result)}."
            : $"It is {result.Verdict} at {string.Join(", ", result.FailedCheck)}: {Symptom(result)}.";
        return $"{call}: expected {result.Expected}. {found}{(Live(result) is { } live ? $" Live, {live}." : string.Empty)}";
    }

    /// <summary>How many rows of tables are as expected, as a sentence; null where no call is of a table.</summary>
    public static string? Expectations(IReadOnlyList<TestResult> results)
    {
        IGrouping<(string, int), TestResult>[] rows =
        [
            .. results.Where(result => result.Expected is not null).GroupBy(result => (result.Expected!.File, result.Expected.Row)),
        ];
        int met = rows.Count(row => row.All(result => result.AsExpected == true));
        return rows.Length == 0 ? null : $"{met} of {Count(rows.Length, "row")} {(met == 1 ? "is" : "are")} as expected.";
    }

    /// <summary>A station's state in a word.</summary>
    public static string Describe(StationState state) =>
        state switch
        {
            StationState.Passed => "passed",
            StationState.Warning => "warning",
            StationState.Unread => "could not be read",
            StationState.Failed => "failed",
            _ => "not judged",
        };

    /// <summary>A check's status for people to read.</summary>
    public static string Describe(CheckStatus status) =>
        status switch
        {
            CheckStatus.NotApplicable => "Not applicable",
            CheckStatus.Skipped => "Not read",
            _ => status.ToString(),
        };

    /// <summary>How many of each verdict, worst first.</summary>
    public static string Tally(IReadOnlyList<TestResult> results) =>
        string.Join(
            ", ",
            new[] { Verdict.Blocked, Verdict.Unknown, Verdict.Reachable }
                .Select(verdict => (verdict, Count: results.Count(result => result.Verdict == verdict)))
                .Where(item => item.Count > 0)
                .Select(item => $"{item.Count} {item.verdict.ToString().ToLowerInvariant()}")
        );

    /// <summary>A time to the minute.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";

    /// <summary>
    /// The text as a report shows it. Invisible characters are made visible, so no character is left that XML 1.0 does not allow
    /// (section 2.2, Char), and a report printed to a log does not contain commands for a CI runner.
    /// </summary>
    public static string Clean(string text) => VisibleText.Lines(text);
}
