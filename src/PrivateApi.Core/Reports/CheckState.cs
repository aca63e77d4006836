using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>The states that checks and verdicts are shown in.</summary>
internal static class CheckState
{
    /// <summary>A check's state in a list of checks.</summary>
    public static StationState Of(TestCheck check) =>
        check.Status switch
        {
            CheckStatus.Failed => StationState.Failed,
            CheckStatus.Skipped => StationState.Unread,
            CheckStatus.Warning => StationState.Warning,
            CheckStatus.Passed => StationState.Passed,
            _ => StationState.NotJudged,
        };

    /// <summary>
    /// Its state on the path: what does not stop a call is a warning, such as a policy that differs from the deployed one.
    /// </summary>
    public static StationState OnPath(TestCheck check) =>
        Of(check) is StationState.Failed && !CheckOrder.Met.Contains(check.Name) ? StationState.Warning : Of(check);

    /// <summary>The state of a verdict.</summary>
    public static StationState Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.Reachable => StationState.Passed,
            Verdict.Blocked => StationState.Failed,
            _ => StationState.Unread,
        };

    /// <summary>True for what a reader has to look at.</summary>
    public static bool IsWrong(TestCheck check) => check.Status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Skipped;

    /// <summary>The checks to look at: those that fail, then those that warn, then those that could not be made.</summary>
    public static IEnumerable<TestCheck> Wrong(TestResult result) =>
        result
            .Check.Where(IsWrong)
            .OrderBy(check =>
                Of(check) switch
                {
                    StationState.Failed => 0,
                    StationState.Warning => 1,
                    _ => 2,
                }
            );
}
