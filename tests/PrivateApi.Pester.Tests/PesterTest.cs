namespace PrivateApi.Tests.Pester;

/// <summary>What came of one test, as <c>.ci/Invoke-Test.ps1</c> writes it down.</summary>
/// <param name="Name">Its blocks and its own name.</param>
/// <param name="Result">Pester's word: Passed, Failed, Skipped.</param>
/// <param name="Reason">Why it was skipped or failed; empty for one that passed.</param>
internal sealed record PesterTest(string Name, string Result, string Reason);
