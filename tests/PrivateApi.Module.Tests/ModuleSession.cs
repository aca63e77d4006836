using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell;

namespace PrivateApi.Tests;

/// <summary>A PowerShell session with the staged module imported, as a user has it.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    /// <summary>Opens the session.</summary>
    /// <param name="host">Who answers questions; null for nobody, so that a question is an error.</param>
    public ModuleSession(PSHost? host = null)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Run($"Import-Module '{Metadata("StagedModule")}PrivateApi.psd1' -ErrorAction Stop");
    }

    public static string RepositoryRoot => Metadata("RepositoryRoot");

    public static string StagedModule => Metadata("StagedModule");

    /// <summary>Runs a script and returns what it wrote; its errors stay in <see cref="PSDataStreams.Error"/> of the result.</summary>
    public ScriptResult Invoke(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        List<PSObject> output = [.. shell.Invoke()];
        return new ScriptResult(
            output,
            [.. shell.Streams.Error],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Information.Select(i => i.ToString())],
            [.. shell.Streams.Progress]
        );
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public List<PSObject> Run(string script)
    {
        ScriptResult result = Invoke(script);
        Assert.True(
            result.Errors.Count == 0,
            string.Join(Environment.NewLine, result.Errors.Select(e => $"{e.FullyQualifiedErrorId}: {e}"))
        );
        return result.Output;
    }

    /// <summary>Sets a global variable.</summary>
    public void Set(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>
    /// What Tab brings at the end of a line, asked as an editor asks. It is pressed again, for a minute at most, where a machine under
    /// load needs longer than anybody waits.
    /// </summary>
    public IReadOnlyList<CompletionResult> Complete(string line)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        return PressAgain(() => CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches);
    }

    /// <summary>Presses until something is brought, for a minute at most.</summary>
    public static IReadOnlyList<CompletionResult> PressAgain(Func<IReadOnlyList<CompletionResult>> tab)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            IReadOnlyList<CompletionResult> results = tab();
            if (results.Count > 0 || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromMinutes(1))
            {
                return results;
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>Ends the session as a host does, without a word to the module.</summary>
    public void Close() => _runspace.Close();

    public void Dispose()
    {
        if (_runspace.RunspaceStateInfo.State != RunspaceState.Opened)
        {
            return;
        }

        using (PowerShell shell = PowerShell.Create(_runspace))
        {
            shell.AddScript("if (Get-Command Stop-PrivateApiLab -ErrorAction Ignore) { Stop-PrivateApiLab }").Invoke();
        }

        _runspace.Dispose();
    }

    public static string Metadata(string name) =>
        typeof(ModuleSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == name).Value!;
}
