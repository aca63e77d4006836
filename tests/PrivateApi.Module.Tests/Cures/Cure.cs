namespace PrivateApi.Tests.Cures;

/// <summary>A scene of a report, what was printed for it, and what came of it when it was typed (tests/peers/cures.ps1).</summary>
/// <param name="Report">The report's number.</param>
/// <param name="Scene">The scene of it.</param>
/// <param name="Before">The verdict before.</param>
/// <param name="Check">The checks that name the cause.</param>
/// <param name="Remedy">The cmdlets of what is printed.</param>
/// <param name="HandOver">Who else is asked.</param>
/// <param name="After">The verdict of the same test afterwards.</param>
/// <param name="Left">Those of the checks that fail afterwards.</param>
/// <param name="Answer">What the calls among the commands got.</param>
/// <param name="Error">What a command failed with; null for nothing.</param>
internal sealed record Cure(
    int Report,
    string Scene,
    string Before,
    string[] Check,
    string[] Remedy,
    string[] HandOver,
    string After,
    string[] Left,
    string[] Answer,
    string? Error
)
{
    private bool IsAnswered => Answer is [.., "200"];

    /// <summary>True where the call gets through, or where nothing is left that the account itself can see.</summary>
    public bool IsCured =>
        Error is null
        && Remedy.Length > 0
        && (After == "Reachable" || IsAnswered || (Before == "Blocked" && After == "Unknown" && Left.Length == 0));

    /// <summary>True where somebody else is asked, and nothing is there to be typed.</summary>
    public bool IsHandedOver => Remedy.Length == 0 && HandOver.Length > 0;

    /// <summary>What came of it.</summary>
    public string Outcome =>
        Error is not null ? $"error: {Error}"
        : After == "Reachable" && Remedy.Length > 0 ? "mended: the same test is Reachable"
        : IsAnswered ? "the call that is printed gets 200"
        : IsCured ? "mended on this side; what is left, another account knows"
        : IsHandedOver ? "handed over, with a message to send"
        : Remedy.Length == 0 ? "in words"
        : Answer is [.., var got] ? $"the call that is printed gets {got}"
        : "not mended by the command alone";

    /// <summary>Its line in docs/diagnosis.md.</summary>
    public string Row =>
        $"| #{Report} | {Scene} | {string.Join(", ", Check)} | {string.Join(", ", Remedy.Select(name => $"`{name}`"))} | {Outcome} |";
}
