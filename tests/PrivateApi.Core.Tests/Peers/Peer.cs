using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Peers;

/// <summary>Programs that did not grow up with ours: boto3 and linters (scripts in tests/peers), the AWS CLI, moto.</summary>
internal static class Peer
{
    private static readonly Lazy<bool> HasBoto = new(() => Find("python3") is not null && TryRun("python3", "-c", "import boto3"));

    /// <summary>True where scripts with boto3 can be run.</summary>
    public static bool CanBoto => HasBoto.Value;

    /// <summary>The clone that is tested.</summary>
    public static readonly string Root = typeof(Peer)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot")
        .Value!;

    /// <summary>Runs tests/peers/{script} with boto3 against an endpoint; its last line of output is JSON.</summary>
    public static Task<JsonElement> BotoAsync(string script, Uri endpoint, params string[] arguments)
    {
        Assert.SkipUnless(HasBoto.Value, "python3 with boto3 is not installed");
        return ScriptAsync("python3", script, endpoint, arguments);
    }

    /// <summary>The same, for a script that turns the lab's clock: the lab has to have that clock.</summary>
    public static Task<JsonElement> BotoAsync(string script, Uri endpoint, TurnedClock clock, params string[] arguments)
    {
        Assert.SkipUnless(HasBoto.Value, "python3 with boto3 is not installed");
        return ScriptAsync("python3", script, endpoint, arguments, clock);
    }

    /// <summary>
    /// Runs tests/peers/{script} with Python; its last line of output is JSON. Skips the test where a module is not installed.
    /// </summary>
    public static Task<JsonElement> PythonAsync(string script, params string[] arguments)
    {
        Assert.SkipUnless(Find("python3") is not null, "python3 is not installed");
        return ScriptAsync("python3", script, null, arguments);
    }

    /// <summary>Runs tests/peers/{script} with Node and the packages beside it; its last line of output is JSON.</summary>
    public static Task<JsonElement> NodeAsync(string script, string package, params string[] arguments)
    {
        Assert.SkipUnless(Find("node") is not null, "node is not installed");
        NpmFile($"{package}/package.json");
        return ScriptAsync("node", script, null, arguments);
    }

    private static async Task<JsonElement> ScriptAsync(
        string program,
        string script,
        Uri? endpoint,
        string[] arguments,
        TurnedClock? clock = null
    )
    {
        (int exit, string output, string error) = await RunAsync(
            program,
            endpoint,
            [Path.Combine(Root, "tests", "peers", script), .. arguments],
            clock
        );
        Assert.SkipWhen(
            exit != 0 && Regex.IsMatch(error, "No module named '(jsonschema|cfnlint)"),
            $"{script}: {error.TrimEnd().Split('\n')[^1]}"
        );
        Assert.True(exit == 0, $"{script} ended with {exit}:\n{error}\n{output}");
        string last = output.TrimEnd().Split('\n')[^1];
        return JsonDocument.Parse(last).RootElement.Clone();
    }

    /// <summary>Runs the AWS CLI against an endpoint.</summary>
    public static async Task<(int Exit, string Output, string Error)> AwsCliAsync(Uri endpoint, params string[] arguments)
    {
        Assert.SkipUnless(Find("aws") is not null, "the AWS CLI is not installed");
        return await RunAsync("aws", endpoint, ["--endpoint-url", endpoint.AbsoluteUri.TrimEnd('/'), .. arguments]);
    }

    /// <summary>What cfn-lint has to say, information included; empty when it accepts the templates.</summary>
    public static async Task<string> CfnLintAsync(params string[] files)
    {
        Assert.SkipUnless(Find("cfn-lint") is not null, "cfn-lint is not installed");
        (int exit, string output, string error) = await RunAsync("cfn-lint", null, ["--include-checks", "I", "--", .. files]);
        return exit == 0 ? output.Trim() : $"{output}{error}";
    }

    /// <summary>A file of an npm package of tests/peers; skips the test where it is not installed.</summary>
    public static string NpmFile(string path)
    {
        string file = Path.Combine([Root, "tests", "peers", "node_modules", .. path.Split('/')]);
        Assert.SkipUnless(File.Exists(file), $"{path} is not installed; npm ci --prefix tests/peers does it");
        return file;
    }

    /// <summary>The file that a shell would run by this name; on Windows it has one of the extensions of PATHEXT.</summary>
    public static string? Find(string program)
    {
        string[] extensions = OperatingSystem.IsWindows()
            ? (Environment.GetEnvironmentVariable("PATHEXT") ?? ".EXE;.CMD").Split(';')
            : [string.Empty];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .SelectMany(folder => extensions, (folder, extension) => Path.Combine(folder, program + extension))
            .FirstOrDefault(File.Exists);
    }

    private static bool TryRun(string program, params string[] arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(Find(program) ?? program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(
        string program,
        Uri? endpoint,
        IEnumerable<string> arguments,
        TurnedClock? clock = null
    )
    {
        ProcessStartInfo start = new(Find(program) ?? program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["AWS_ENDPOINT_URL"] = endpoint?.AbsoluteUri.TrimEnd('/');
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDPEER";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-west-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = string.Empty;
        start.Environment["PRIVATEAPI_LAB_CLOCK"] = clock?.FileName;
        start.Environment.Remove("AWS_PROFILE");
        start.Environment.Remove("AWS_REGION");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
