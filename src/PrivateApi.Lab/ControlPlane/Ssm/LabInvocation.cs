namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>A command on one instance: first unknown, then in progress, then done.</summary>
internal sealed class LabInvocation
{
    public required string InstanceId { get; init; }

    /// <summary>When it starts to be shown.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>When it is done.</summary>
    public required DateTimeOffset DoneAt { get; init; }

    /// <summary>When it was cancelled; null if it was not.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    public string Output { get; set; } = string.Empty;

    public string Error { get; set; } = string.Empty;

    /// <summary>Exit code of the command.</summary>
    public int ExitCode { get; set; }

    public string StatusAt(DateTimeOffset now) =>
        CancelledAt is not null ? "Cancelled"
        : now < DoneAt ? "InProgress"
        : ExitCode == 0 ? "Success"
        : "Failed";

    /// <summary>The exit code; -1 while there is none.</summary>
    public int CodeAt(DateTimeOffset now) => StatusAt(now) is "InProgress" or "Cancelled" ? -1 : ExitCode;
}
