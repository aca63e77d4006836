namespace PrivateApi.Reports.Matrix;

/// <summary>The table of an account and Region.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Region">The Region.</param>
/// <param name="HasApisAsRows">True where rows are APIs and columns are callers.</param>
/// <param name="Columns">The titles of the columns.</param>
/// <param name="Sections">The rows by VPC.</param>
internal sealed record MatrixGroup(
    string AccountId,
    string Region,
    bool HasApisAsRows,
    IReadOnlyList<string> Columns,
    IReadOnlyList<MatrixSection> Sections
);
