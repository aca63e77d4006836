using PrivateApi.Model;
using PrivateApi.Reachability.Answers;
using PrivateApi.Reachability.Observed;

namespace PrivateApi.Diagnosis;

/// <summary>
/// Puts what was seen beside the facts: causes that both show come first, those that the facts speak against last, and it says when the
/// facts do not explain what was seen.
/// </summary>
internal static class ObservedComparison
{
    /// <summary>The result with the causes of what was seen.</summary>
    /// <param name="result">The prediction.</param>
    /// <param name="causes">The causes that the text has by itself, the one that it supports most first.</param>
    public static TestResult With(TestResult result, IReadOnlyList<ErrorCause> causes)
    {
        (ErrorCause Cause, Support Support)[] judged = [.. causes.Select(cause => Judge(result, cause)).OrderBy(item => item.Support)];
        ErrorCause[] ordered = [.. judged.Select((item, i) => item.Cause with { Order = i + 1 })];
        string[] explained = [.. judged.Where(item => item.Support == Support.Shown).Select(item => item.Cause.Cause)];
        return result with
        {
            Observed = ordered,
            Explanation = [.. result.Explanation, explained.Length > 0 ? Explained(result, explained) : Unexplained(result, judged.Length)],
        };
    }

    private static (ErrorCause Cause, Support Support) Judge(TestResult result, ErrorCause cause)
    {
        CheckName[] names = Enum.TryParse(cause.Cause, out AnswerCauseKind kind) ? [.. CauseChecks.For(kind)] : [];
        TestCheck[] checks = [.. result.Check.Where(check => names.Contains(check.Name))];
        TestCheck? failed = Array.Find(checks, check => check.Status == CheckStatus.Failed);
        if (failed is not null)
        {
            return (cause with { Evidence = $"{cause.Evidence}; the facts agree: {failed.Name}: {failed.Message}" }, Support.Shown);
        }

        bool isRuledOut =
            checks.Length > 0
            && Array.TrueForAll(checks, check => check.Status is CheckStatus.Passed or CheckStatus.NotApplicable)
            && Array.Exists(checks, check => check.Status == CheckStatus.Passed);
        return isRuledOut
            ? (
                cause with
                {
                    Evidence =
                        $"{cause.Evidence}; the facts speak against it: {string.Join(", ", checks.Select(check => check.Name))} passed",
                },
                Support.Contradicted
            )
            : (cause, Support.Open);
    }

    private static string Explained(TestResult result, string[] causes)
    {
        IEnumerable<string> checks = result
            .Check.Where(check => check.Status == CheckStatus.Failed)
            .Where(check => causes.Any(name => CauseChecks.For(Enum.Parse<AnswerCauseKind>(name)).Contains(check.Name)))
            .Select(check => check.Name.ToString());
        return $"What was seen is explained by {string.Join(" and ", checks)}.";
    }

    private static string Unexplained(TestResult result, int causes)
    {
        if (causes == 0)
        {
            return "What was seen is an answer that did not fail.";
        }

        string predicted =
            result.PredictedFailure is { } failure and not CallFailure.None ? failure.ToString()
            : result.PredictedStatusCode is { } status ? $"{status}{(result.PredictedBody is { } body ? " " + body : string.Empty)}"
            : "an outcome that cannot be predicted";
        string[] open =
        [
            .. result
                .Check.Where(check => check.Status is CheckStatus.Warning or CheckStatus.Skipped)
                .Select(check => check.Name.ToString()),
        ];
        return $"The facts do not explain what was seen: by them this call gets {predicted}. "
            + (
                open.Length > 0
                    ? $"Look at {string.Join(", ", open)}, which the facts leave open, and at whether it was this call that was seen."
                    : "It may have been another call (API, stage, path, caller), or something has changed since."
            );
    }

    // In the order in which causes are shown.
    private enum Support
    {
        Shown,
        Open,
        Contradicted,
    }
}
