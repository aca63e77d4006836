namespace PrivateApi.Progress;

/// <summary>How a <see cref="ProgressEvent"/> is shown.</summary>
public enum ProgressEventKind
{
    /// <summary>Moves a progress bar.</summary>
    Progress,

    /// <summary>Removes the progress bar.</summary>
    ProgressDone,

    /// <summary>Shown with -Verbose.</summary>
    Verbose,

    /// <summary>Shown as a warning.</summary>
    Warning,
}
