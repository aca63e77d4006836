namespace PrivateApi.Reports;

/// <summary>A suite of a JUnit report.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Property">Facts about it.</param>
/// <param name="Case">Its cases.</param>
internal sealed record JUnitSuite(string Name, IReadOnlyList<(string Name, string Value)> Property, IReadOnlyList<JUnitCase> Case);
