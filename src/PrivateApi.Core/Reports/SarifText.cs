namespace PrivateApi.Reports;

/// <summary>SARIF's message and multiformatMessageString objects.</summary>
internal sealed record SarifText(string Text);
