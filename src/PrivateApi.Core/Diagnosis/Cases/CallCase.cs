using PrivateApi.Model;

namespace PrivateApi.Diagnosis.Cases;

/// <summary>A call of a table, and what is expected of it.</summary>
/// <param name="Expected">What is expected.</param>
/// <param name="Cells">The call, by column: a text, a list of texts, or names with their values. Empty cells are left out.</param>
internal sealed record CallCase(TestExpectation Expected, IReadOnlyDictionary<string, object> Cells);
