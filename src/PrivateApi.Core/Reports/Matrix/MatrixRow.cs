namespace PrivateApi.Reports.Matrix;

/// <summary>A row.</summary>
/// <param name="Title">Who calls, or what is called.</param>
/// <param name="Cells">The calls of each column; empty where none was tested.</param>
internal sealed record MatrixRow(string Title, IReadOnlyList<IReadOnlyList<JudgedCall>> Cells);
