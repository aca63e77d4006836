namespace PrivateApi.Model;

/// <summary>One possible cause of an error, from its text alone.</summary>
public sealed record ErrorCause
{
    /// <summary>1 for the cause that the text supports most. Not Rank, which PowerShell reads off an array as its own.</summary>
    public required int Order { get; init; }

    /// <summary>The cause's name, for scripts; it does not change.</summary>
    public required string Cause { get; init; }

    /// <summary>How much the text supports it.</summary>
    public required CauseCertainty Certainty { get; init; }

    /// <summary>The cause in words.</summary>
    public required string Explanation { get; init; }

    /// <summary>What in the text points to it; secrets are masked.</summary>
    public required string Evidence { get; init; }

    /// <summary>The command that tells it from the others; what the text does not name is a placeholder in angle brackets.</summary>
    public required string Command { get; init; }

    /// <summary>The page or thread that this text and its cause are known from; null for an unknown text.</summary>
    public string? Source { get; init; }

    /// <summary>The answer's status; null if the text has none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The host that was called; null if the text names none.</summary>
    public string? HostName { get; init; }

    /// <summary>The API that the text names; null for none.</summary>
    public string? RestApiId { get; init; }

    /// <summary>The stage that the text names; null for none.</summary>
    public string? StageName { get; init; }

    /// <summary>The VPC endpoint that the text names; null for none.</summary>
    public string? VpcEndpointId { get; init; }

    /// <summary>The account that the text names in full; null for none.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region that the text names; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The cause for a person to read: what the module's view shows.</summary>
    /// <param name="hasColour">True to colour the certainty with escape sequences.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    /// <returns>Lines of text.</returns>
    public string ToText(bool hasColour, int width = 0) => CauseText.Write(this, hasColour, width);

    /// <summary>Certainty, name and explanation.</summary>
    public override string ToString() => $"{Certainty}: {Cause}: {Explanation}";
}
