using PrivateApi.CommandLines;

namespace PrivateApi.Provisioning;

/// <summary>Something that a failed run made and could not take back.</summary>
/// <param name="Step">The step that made it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why it could not be taken back.</param>
internal sealed record Leftover(PlanStep Step, string Id, string Reason)
{
    /// <summary>True when the service could not be reached, so that the rest need not be tried.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>The commands that remove it, in the order in which they work; empty for what goes with something else.</summary>
    public IReadOnlyList<CommandLine> RemovalCommand => Step.RemovalCommand is { } command ? [.. Step.RemovalBefore?.Invoke() ?? [], command(Id)] : [];

    /// <summary>A line for the user.</summary>
    public override string ToString() => RemovalCommand is { Count: > 0 } commands ? $"{Id} ({Reason}); remove it with: {string.Join("; ", commands)}" : $"{Id} ({Reason})";
}
