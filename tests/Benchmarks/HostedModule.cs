using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace PrivateApi.Benchmarks;

/// <summary>The staged module in PowerShell's engine.</summary>
internal sealed class HostedModule : IDisposable
{
    private readonly Runspace _runspace;

    public HostedModule(string module)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Run($"Import-Module '{module}PrivateApi.psd1' -ErrorAction Stop");
    }

    /// <summary>Runs a script and counts what comes down the pipeline.</summary>
    public int Run(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        int count = shell.AddScript(script).Invoke().Count;
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : count;
    }

    public void Dispose() => _runspace.Dispose();
}
