namespace PrivateApi.Tests;

/// <summary>What a run of PowerShell left.</summary>
internal sealed record PwshRun(int ExitCode, string Output, string Error);
