using System.Diagnostics;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>
/// .ci/run in a clone where dotnet and npm are stand-ins that do what a case says; only the counting is real.
/// </summary>
public sealed class CiRunTests
{
    /// <summary>Knows the calls of .ci/run, and fails a step whose name stands in $BROKEN.</summary>
    private const string Dotnet = """
        #!/bin/sh
        step="$1"
        if [ "$1" = run ]; then while [ "$1" != -- ]; do shift; done; shift; step="$1"; shift; fi
        case "$*" in *Pester.Tests*) step=pester ;; *Module.Tests*) step=module ;; esac
        case "$step" in
            test) [ "$BROKEN" = silent ] || echo "<assemblies><assembly name='/a/Engine.dll'><collection>$XUNIT</collection></assembly></assemblies>" > artifacts/results/a.xunit.xml ;;
            pester) [ "$BROKEN" = silent-pester ] || echo '[{"Name":"c","Result":"Passed"}]' > artifacts/results/pester.json ;;
            .ci/Measure-Result.ps1) [ "$BROKEN" = count ] || exec "$REAL_DOTNET" exec "$REAL_PWSH" -NoProfile -File .ci/Measure-Result.ps1 "$@" ;;
        esac
        [ "$step" != "$BROKEN" ]
        """;

    private const string Pass = "<test name='a' result='Pass' />";

    private const string Skip = "<test name='b' result='Skip'><reason>python3 is not installed</reason></test>";

    [Fact]
    public async Task A_good_run_counts_the_quickstart_and_both_runners() =>
        Assert.Equal((0, "3 passed, 0 failed, 0 skipped"), await RunAsync("nothing", Pass));

    [Theory]
    [InlineData("restore", "0 passed, 1 failed, 0 skipped")]
    [InlineData("build", "0 passed, 1 failed, 0 skipped")]
    [InlineData("examples/quickstart.ps1", "2 passed, 1 failed, 0 skipped")]
    [InlineData("npm", "3 passed, 1 failed, 0 skipped")]
    [InlineData("test", "3 passed, 1 failed, 0 skipped")]
    [InlineData("silent", "2 passed, 1 failed, 0 skipped")]
    [InlineData("module", "3 passed, 1 failed, 0 skipped")]
    [InlineData("pester", "3 passed, 1 failed, 0 skipped")]
    [InlineData("silent-pester", "2 passed, 1 failed, 0 skipped")]
    [InlineData("count", "0 passed, 1 failed, 0 skipped")]
    public async Task Any_step_that_breaks_or_leaves_nothing_fails_the_run(string broken, string last) =>
        Assert.Equal((1, last), await RunAsync(broken, Pass));

    [Fact]
    public async Task A_peer_may_be_missing_on_a_bare_machine_and_not_where_all_are_installed()
    {
        Assert.Equal((0, "3 passed, 0 failed, 1 skipped"), await RunAsync("nothing", Pass + Skip));
        Assert.Equal((1, "3 passed, 1 failed, 0 skipped"), await RunAsync("nothing", Pass + Skip, "-Peers"));
    }

    private static async Task<(int Exit, string Last)> RunAsync(string broken, string xunit, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), ".ci/run is for a Unix shell");
        using TempFolder folder = new();
        string ci = Directory.CreateDirectory(folder.File(".ci")).FullName;
        Directory.CreateDirectory(folder.File("tests/PrivateApi.Engine.Tests"));
        Directory.CreateDirectory(folder.File("tests/PrivateApi.Pester.Tests"));
        Directory.CreateDirectory(folder.File("tests/PrivateApi.Module.Tests"));
        foreach (string name in (string[])["run", "Measure-Result.ps1"])
        {
            File.Copy(Path.Combine(Peer.Root, ".ci", name), Path.Combine(ci, name));
        }

        await File.WriteAllTextAsync(
            Path.Combine(ci, "Expected.psd1"),
            "@{ Minimum = @{ Engine = 1; Pester = 1 }; Skip = @(@{ Where = 'Bare'; Reason = 'python3 is not installed' }) }",
            TestContext.Current.CancellationToken
        );
        string programs = Directory.CreateDirectory(folder.File("bin")).FullName;
        await Executable.WriteAsync(Path.Combine(programs, "dotnet"), Dotnet);
        await Executable.WriteAsync(Path.Combine(programs, "npm"), "#!/bin/sh\n[ \"$BROKEN\" != npm ]");
        await Executable.WriteAsync(Path.Combine(programs, "chromium"), "#!/bin/sh");
        ProcessStartInfo start = new("bash", [Path.Combine(ci, "run"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{programs}{Path.PathSeparator}{start.Environment["PATH"]}";
        start.Environment["BROKEN"] = broken;
        start.Environment["XUNIT"] = xunit;
        start.Environment["REAL_DOTNET"] = StepRun.Dotnet;
        start.Environment["REAL_PWSH"] = StepRun.Pwsh;
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;
        return (process.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }
}
