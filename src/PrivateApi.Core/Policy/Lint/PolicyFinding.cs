namespace PrivateApi.Policy.Lint;

/// <summary>One finding of the lint.</summary>
public sealed record PolicyFinding
{
    /// <summary>The finding's stable code, for instance <c>OpenToEveryVpc</c>.</summary>
    public required string Code { get; init; }

    /// <summary>How severe it is.</summary>
    public required PolicySeverity Severity { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public required string Message { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>What to do about it.</summary>
    public required string Fix { get; init; }

    /// <summary>The place as a JSON pointer (RFC 6901), for instance <c>/Statement/1/Condition</c>; empty for the whole document.</summary>
    public required string Location { get; init; }

    /// <summary>The line of the place, from one.</summary>
    public required int Line { get; init; }

    /// <summary>The column of the place, from one.</summary>
    public required int Column { get; init; }

    /// <summary>Full path of the file that the policy was read from; null if it was given as text or object.</summary>
    public string? File { get; init; }

    /// <summary>The finding in a line.</summary>
    public override string ToString() => $"{Severity} {Code} at {Line}:{Column} ({Location}): {Message}";
}
