using System.Diagnostics;
using System.Globalization;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reliability;

/// <summary>A process of real PowerShell that waits with the module imported for the script in which it will be stopped.</summary>
internal sealed class PwshVictim : IDisposable
{
    private const string Wait = """
        param([string] $Module, [string] $Folder)
        Import-Module $Module
        Set-Content "$Folder/pid" $PID
        while (-not (Test-Path "$Folder/go")) { Start-Sleep -Milliseconds 20 }
        $url, $text = [IO.File]::ReadAllText("$Folder/go") -split "`n", 2
        $PSDefaultParameterValues = @{ '*-PrivateApi*:EndpointUrl' = $url }
        . ([scriptblock]::Create($text))
        Set-Content "$Folder/done" done
        """;

    // Against a hang alone.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private readonly bool _hasTerminal;

    /// <summary>Starts it.</summary>
    /// <param name="isInterrupted">True for one that Ctrl+C is typed to: it has a terminal of its own.</param>
    public PwshVictim(bool isInterrupted)
    {
        string script = _folder.File("wait.ps1");
        File.WriteAllText(script, Wait);
        ProcessStartInfo start = PwshSession.Start("-File", script, PwshSession.Module, Path.GetDirectoryName(script)!);
        _hasTerminal = isInterrupted;
        if (isInterrupted)
        {
            // script(1) of util-linux gives the command a terminal; what comes in is what is typed. A run in the background ignores
            // SIGINT, and so would everything that it starts; env(1) of coreutils undoes that.
            string command =
                "env --default-signal=INT " + string.Join(' ', start.ArgumentList.Prepend(start.FileName).Select(word => $"'{word}'"));
            start.FileName = "script";
            start.ArgumentList.Clear();
            foreach (string word in new[] { "-qefc", command, "/dev/null" })
            {
                start.ArgumentList.Add(word);
            }
        }

        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>True when Ctrl+C can be typed to a process here.</summary>
    public static bool CanBeInterrupted => OperatingSystem.IsLinux() && Peer.Find("script") is not null;

    /// <summary>True when the script came to its end before it was stopped.</summary>
    public bool IsDone => File.Exists(_folder.File("done"));

    /// <summary>Runs the script; comes back when the process has ended, however it did.</summary>
    public async Task RunAsync(Uri lab, string script)
    {
        string written = _folder.File("written");
        await File.WriteAllTextAsync(written, $"{lab.AbsoluteUri}\n{script}");
        File.Move(written, _folder.File("go"));
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Long);
        await _process.WaitForExitAsync(limit.Token);
    }

    /// <summary>SIGKILL, or Ctrl+C at the terminal; comes back when the process has ended.</summary>
    public async Task StopAsync()
    {
        if (_hasTerminal)
        {
            await _process.StandardInput.WriteAsync('\u0003');
            await _process.StandardInput.FlushAsync();
        }
        else
        {
            string id = await File.ReadAllTextAsync(_folder.File("pid"));
            using Process pwsh = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            pwsh.Kill();
        }

        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Long);
        await _process.WaitForExitAsync(limit.Token);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
