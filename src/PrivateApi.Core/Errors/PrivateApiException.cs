using PrivateApi.Text;

namespace PrivateApi.Errors;

/// <summary>
/// A failure that a user can act on: what happened, on which id, and what to do next, in its message.
/// Every other exception is a bug and should look like one.
/// </summary>
public sealed class PrivateApiException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="errorId">Stable id, part of the public contract, for instance <c>ConnectionMismatch</c>.</param>
    /// <param name="kind">The kind of failure.</param>
    /// <param name="message">A sentence that says what happened, on which id, and what to do next.</param>
    /// <param name="target">The id or name concerned; null if there is none.</param>
    /// <param name="inner">The cause; null if there is none.</param>
    public PrivateApiException(string errorId, FaultKind kind, string message, string? target = null, Exception? inner = null)
        : this(errorId, kind, [message], target, inner) { }

    /// <summary>As above, with a message of several lines. Names in it come from others, so they cannot add line ends.</summary>
    internal PrivateApiException(string errorId, FaultKind kind, IEnumerable<string> lines, string? target = null, Exception? inner = null)
        : base(VisibleText.Lines(lines.Select(SecretText.Redact)), Presentable(inner))
    {
        ErrorId = errorId;
        Kind = kind;
        Target = target is null ? null : SecretText.Redact(target);
    }

    /// <summary>Stable id of the failure.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of failure.</summary>
    public FaultKind Kind { get; }

    /// <summary>The id or name concerned; null if there is none.</summary>
    public string? Target { get; }

    /// <summary>True if continuing with the next input would be wrong: the command ends.</summary>
    public bool EndsPipeline { get; init; }

    /// <summary>Commands that remove what a failed run had to leave behind; empty when it left nothing.</summary>
    public IReadOnlyList<string> RemovalCommand { get; init; } = [];

    // Get-Error writes every inner message to the terminal. Our own message says everything.
    private static Exception? Presentable(Exception? inner)
    {
        for (Exception? e = inner; e is not null; e = e.InnerException)
        {
            if (VisibleText.Lines(e.Message) != e.Message || SecretText.Redact(e.Message) != e.Message)
            {
                return null;
            }
        }

        return inner;
    }
}
