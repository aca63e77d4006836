namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>What an import found wrong: errors discard it, warnings only with failonwarnings.</summary>
internal sealed class ImportReport
{
    private readonly List<string> _errors = [];
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    public void Warn(string message) => _warnings.Add(message);

    /// <summary>Runs a part of the import; a refusal becomes an error that says where it occurred.</summary>
    public void Try(string what, Action action)
    {
        try
        {
            action();
        }
        catch (AwsFault fault)
        {
            _errors.Add($"{what}: {fault.Message}");
        }
    }

    /// <summary>Refuses the import if there are errors.</summary>
    public void Check(bool failOnWarnings)
    {
        if (_errors.Count > 0)
        {
            throw ApiFault.BadRequest("Errors found during import:\n\t" + string.Join("\n\t", _errors));
        }

        if (failOnWarnings && _warnings.Count > 0)
        {
            throw ApiFault.BadRequest("Warnings found during import:\n\t" + string.Join("\n\t", _warnings));
        }
    }
}
