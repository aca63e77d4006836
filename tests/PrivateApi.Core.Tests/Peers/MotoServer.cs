using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Peers;

/// <summary>A moto server on a free port, for the tests of one class; absent where moto is not installed.</summary>
public sealed partial class MotoServer : IAsyncLifetime
{
    private Process? _process;

    /// <summary>Its address; skips the test where moto is not installed.</summary>
    public Uri Url
    {
        get
        {
            Assert.SkipUnless(_process is not null, "moto_server is not on PATH");
            return field!;
        }
        private set;
    }

    public async ValueTask InitializeAsync()
    {
        if (Peer.Find("moto_server") is not { } program)
        {
            return;
        }

        // It takes a free port itself and tells which: another might have one that was free before it came up.
        ProcessStartInfo start = new(program, ["-H", "127.0.0.1", "-p", "0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PYTHONUNBUFFERED"] = "1";
        TaskCompletionSource<Uri> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => told.TrySetException(new InvalidOperationException("moto_server ended before it listened."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Url = await told.Task.WaitAsync(TimeSpan.FromMinutes(2));

        void Read(string? line)
        {
            if (line is not null && Running().Match(line) is { Success: true } found)
            {
                told.TrySetResult(new Uri(found.Groups[1].Value + "/"));
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"Running on (http://127\.0\.0\.1:[0-9]+)")]
    private static partial Regex Running();
}
