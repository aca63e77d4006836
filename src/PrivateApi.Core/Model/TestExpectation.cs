using System.Globalization;

namespace PrivateApi.Model;

/// <summary>What a row of a table of calls expects.</summary>
public sealed record TestExpectation
{
    /// <summary>The table, by its full path.</summary>
    public required string File { get; init; }

    /// <summary>The row: 1 for the first call of the table.</summary>
    public required int Row { get; init; }

    /// <summary>What the row calls itself; null where it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The check that fails, alone or among others; null where the row does not say which.</summary>
    public CheckName? Check { get; init; }

    /// <summary>The row, and the name that it has.</summary>
    internal string Title => string.Create(CultureInfo.InvariantCulture, $"row {Row}") + (Name is null ? string.Empty : $" ({Name})");

    /// <summary>The verdict, and the check.</summary>
    public override string ToString() => Check is null ? $"{Verdict}" : $"{Verdict} at {Check}";

    /// <summary>True if a result is this one. A call that could not be tested, or that answered otherwise than predicted, is not.</summary>
    internal bool IsMetBy(TestResult result) =>
        result.Check.Count > 0
        && result.Agrees != false
        && result.Verdict == Verdict
        && (Check is not { } check || result.FailedCheck.Contains(check));
}
