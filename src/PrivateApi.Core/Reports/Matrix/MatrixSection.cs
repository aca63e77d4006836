namespace PrivateApi.Reports.Matrix;

/// <summary>The rows of a VPC.</summary>
/// <param name="VpcId">The VPC; null where it is not known, or rows are APIs.</param>
/// <param name="Rows">The rows.</param>
internal sealed record MatrixSection(string? VpcId, IReadOnlyList<MatrixRow> Rows);
