namespace PrivateApi.Model;

/// <summary>What another account or team has to do or look at before a call gets through, ready to be sent.</summary>
public sealed record HandOver
{
    /// <summary>Who: an account by its id where that is known, otherwise a team in words.</summary>
    public required string To { get; init; }

    /// <summary>The message, of several lines: the call, what is found, what to change, and how to verify it. It has no secret.</summary>
    public required string Text { get; init; }

    /// <summary>Who, and the message.</summary>
    public override string ToString() => $"To {To}:\n{Text}";
}
