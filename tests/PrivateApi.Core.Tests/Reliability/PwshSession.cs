using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reliability;

/// <summary>A process of real PowerShell with the staged module; it runs one script after another against a lab elsewhere.</summary>
internal sealed class PwshSession : IDisposable
{
    private const string Answer = "answer: ";

    private const string Loop = """
        param([string] $Module)
        $ProgressPreference = 'SilentlyContinue'
        Import-Module $Module
        while ($null -ne ($line = [Console]::In.ReadLine())) {
            $url, $text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($line)) -split "`n", 2
            $PSDefaultParameterValues = @{ '*-PrivateApi*:EndpointUrl' = $url }
            $all = @(try { . ([scriptblock]::Create($text)) 2>&1 3>$null 6>$null } catch { $_ })
            $failed, $written = $all.Where({ $_ -is [System.Management.Automation.ErrorRecord] }, 'Split')
            $errors = @($failed | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" })
            $output = @($written | ForEach-Object { "$_" })
            [Console]::Out.WriteLine('answer: ' + (@{ Output = $output; Errors = $errors } | ConvertTo-Json -Compress))
        }
        """;

    private readonly TempFolder _folder = new();
    private readonly Process _process;

    public PwshSession()
    {
        string script = _folder.File("loop.ps1");
        File.WriteAllText(script, Loop);
        _process = Process.Start(Start("-File", script, Module))!;
        _process.BeginErrorReadLine();
    }

    /// <summary>The staged module, which is what ships.</summary>
    public static string Module => Path.Combine(Peer.Root, "out", "PrivateApi", "PrivateApi.psd1");

    /// <summary>How a process of real PowerShell is started: its environment has a Region and keys for a lab, and no profile.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        IEnumerable<AssemblyMetadataAttribute> known = typeof(PwshSession).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        string pwsh = known.Single(data => data.Key == "Pwsh").Value!;
        ProcessStartInfo start = new("dotnet", ["exec", pwsh, "-NoLogo", "-NoProfile", "-NonInteractive", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDPROOF";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["AWS_REGION"] = "eu-west-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment.Remove("AWS_PROFILE");
        return start;
    }

    /// <summary>Runs a script in the session's scope; its commands go to the lab behind that URL.</summary>
    public async Task<PwshAnswer> RunAsync(Uri lab, string script)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{lab.AbsoluteUri}\n{script}");
        await _process.StandardInput.WriteLineAsync(Convert.ToBase64String(text));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Answer, StringComparison.Ordinal))
            {
                return JsonSerializer.Deserialize<PwshAnswer>(line[Answer.Length..])!;
            }
        }

        throw new InvalidOperationException("PowerShell ended before it answered.");
    }

    /// <summary>Runs a script that must not write an error.</summary>
    public async Task<string[]> RunWellAsync(Uri lab, string script, string when)
    {
        PwshAnswer answer = await RunAsync(lab, script);
        Assert.True(answer.Errors.Length == 0, $"{when}: {string.Join('\n', answer.Errors)}");
        return answer.Output;
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
