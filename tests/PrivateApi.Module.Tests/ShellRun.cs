namespace PrivateApi.Tests;

/// <summary>What a run of the shell left.</summary>
internal sealed record ShellRun(int ExitCode, string Output, string Error);
