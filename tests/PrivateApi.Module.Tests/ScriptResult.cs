using System.Management.Automation;

namespace PrivateApi.Tests;

/// <summary>All that a script wrote.</summary>
internal sealed record ScriptResult(
    List<PSObject> Output,
    List<ErrorRecord> Errors,
    List<string> Warnings,
    List<string> Information,
    List<ProgressRecord> Progress
);
