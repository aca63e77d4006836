namespace PrivateApi.Reports;

/// <summary>A suite of a JUnit report.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Property">Facts about it.</param>
/// <param name="Case">Its cases.</param>
internal sealed record JUnitSuite(string Name, IReadOnlyList<(string Name, string Value)> Property, IReadOnlyList<JUnitCase> Case);

/// <summary>A case of a JUnit suite.</summary>
/// <param name="ClassName">What it is about.</param>
/// <param name="Name">The check.</param>
/// <param name="Status">What it found, in the check's word.</param>
/// <param name="Message">The evidence.</param>
/// <param name="Remedy">What to do; null for nothing.</param>
internal sealed record JUnitCase(string ClassName, string Name, string Status, string Message, string? Remedy)
{
    /// <summary>What kind of failure it is.</summary>
    public string Type { get; init; } = Name;

    public bool IsFailure => Status == "Failed";

    public bool IsSkipped => Status is "Skipped" or "NotApplicable";
}
