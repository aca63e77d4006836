namespace PrivateApi.Reports.Comparison;

/// <summary>A check in a JSON report; its names are texts, since another version may have others.</summary>
internal sealed record ReportedCheck(string? Name, string? Status);
