using PrivateApi.Text;

namespace PrivateApi.Progress;

/// <summary>
/// What work in progress reports to the person who waits. The layer that works does not know PowerShell: it reports
/// progress, and the cmdlet writes them on the pipeline's thread.
/// </summary>
/// <param name="Kind">How it is shown.</param>
/// <param name="Text">The sentence; for progress, the status line.</param>
/// <param name="Activity">For progress: what is being done, the title of the bar. Null otherwise.</param>
/// <param name="Percent">For progress: 0 to 100; null if it cannot be known.</param>
/// <param name="SecondsLeft">For progress: until it ends; null if it cannot be known.</param>
public sealed record ProgressEvent(
    ProgressEventKind Kind,
    string Text,
    string? Activity = null,
    int? Percent = null,
    int? SecondsLeft = null
)
{
    /// <summary>The sentence; for progress, the status line. Contains no secrets.</summary>
    public string Text { get; init; } = SecretText.Redact(Text);

    /// <summary>A progress bar's state.</summary>
    public static ProgressEvent Progress(string activity, string status, int? percent = null, int? secondsLeft = null) =>
        new(ProgressEventKind.Progress, status, activity, percent, secondsLeft);

    /// <summary>The end of a progress bar.</summary>
    public static ProgressEvent Done(string activity) => new(ProgressEventKind.ProgressDone, "Done", activity);

    /// <summary>A line for -Verbose.</summary>
    public static ProgressEvent Verbose(string text) => new(ProgressEventKind.Verbose, text);

    /// <summary>A warning.</summary>
    public static ProgressEvent Warning(string text) => new(ProgressEventKind.Warning, text);
}
