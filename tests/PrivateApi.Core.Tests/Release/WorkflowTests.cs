using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>
/// The workflow that releases, and the CI steps for users, as actionlint, action-validator and GitHub's "Secure use reference"
/// want them.
/// </summary>
public sealed class WorkflowTests
{
    private static readonly WorkflowFile Ci = WorkflowFile.Read(WorkflowFile.Ci);

    [Theory]
    [InlineData(WorkflowFile.Ci)]
    [InlineData(WorkflowFile.Action)]
    public async Task Linters_have_nothing_to_say_of(string path) => Assert.Empty(await LintAsync(WorkflowFile.Read(path).Path));

    [Theory]
    [InlineData(WorkflowFile.Ci, "runs-on: ubuntu-latest", "run-on: ubuntu-latest")]
    [InlineData(WorkflowFile.Ci, "needs: build", "needs: built")]
    [InlineData(WorkflowFile.Ci, "github.ref_name", "github.ref_nam")]
    [InlineData(WorkflowFile.Ci, "id-token: write", "id-token: all")]
    [InlineData(WorkflowFile.Action, "using: composite", "usin: composite")]
    [InlineData(WorkflowFile.Action, "shell: pwsh", "shel: pwsh")]
    public async Task They_would_say_it(string path, string right, string wrong)
    {
        WorkflowFile file = WorkflowFile.Read(path);
        Assert.Contains(right, file.Text, StringComparison.Ordinal);
        using TempFolder folder = new();
        string broken = folder.File(Path.GetFileName(path));
        await File.WriteAllTextAsync(
            broken,
            file.Text.Replace(right, wrong, StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        Assert.NotEmpty(await LintAsync(broken));
    }

    [Theory]
    [InlineData(WorkflowFile.Ci)]
    [InlineData(WorkflowFile.Action)]
    public void Actions_are_pinned_by_commit_and_say_which_version_that_is(string path)
    {
        WorkflowFile file = WorkflowFile.Read(path);
        foreach (string uses in file.Steps.Select(step => (string?)step["uses"]).OfType<string>())
        {
            Assert.Matches("^[\\w.-]+/[\\w.-]+@[0-9a-f]{40}$", uses);
            Assert.Matches(Regex.Escape(uses) + @" # v\d+\.\d+\.\d+\r?\n", file.Text);
        }
    }

    [Fact]
    public void Every_job_ends_in_time_and_may_only_what_it_needs()
    {
        Assert.Equal(["build", "source", "test", "attest", "publish"], Ci.Jobs.Select(job => job.Name));
        foreach ((string name, JsonObject job) in Ci.Jobs)
        {
            Assert.InRange((decimal)job["timeout-minutes"]!, 1, 60);
            IReadOnlyDictionary<string, string> expected =
                name == "attest"
                    ? new Dictionary<string, string> { ["attestations"] = "write", ["id-token"] = "write" }
                    : new Dictionary<string, string> { ["contents"] = "read" };
            Assert.Equal(expected, Ci.Permissions(job));
        }

        Assert.All(
            Ci.Steps.Where(step => ((string?)step["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
            step => Assert.Equal(false, (bool?)step["with"]!["persist-credentials"])
        );
    }

    [Fact]
    public void Nothing_of_a_pull_request_attests_or_publishes_and_only_publishing_sees_the_key()
    {
        Assert.Equal("github.event_name == 'push'", (string?)Ci.Root["jobs"]!["attest"]!["if"]);
        Assert.Equal("startsWith(github.ref, 'refs/tags/v')", (string?)Ci.Root["jobs"]!["publish"]!["if"]);
        Assert.DoesNotContain("pull_request_target", Ci.Text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(Ci.Text, @"secrets\."));
        Assert.Equal("${{ secrets.GALLERY_KEY }}", (string?)Ci.Step("publish", "Publish")["env"]!["GALLERY_KEY"]);
    }

    [Fact]
    public void What_is_tested_is_what_is_attested_and_published()
    {
        Assert.Equal(
            ["test: build", "attest: test source", "publish: attest"],
            Ci.Jobs.Where(job => job.Job["needs"] is not null).Select(job => $"{job.Name}: {Needs(job.Job["needs"]!)}")
        );
        Assert.Single(Ci.Steps, step => ((string?)step["run"])?.Contains("Package, Bom -Configuration", StringComparison.Ordinal) == true);
        Assert.Equal(
            4,
            Ci.Steps.Count(step => (string?)step["with"]?["path"] == "artifacts/package" && (string?)step["with"]!["name"] == "package")
        );
    }

    [Fact]
    public void The_bill_of_materials_goes_with_the_package_and_is_attested()
    {
        Assert.Contains(
            "-Task Clean, Package, Bom -Configuration Release -ProjectUri $address",
            (string)Ci.Step("build", "Package")["run"]!,
            StringComparison.Ordinal
        );
        JsonObject attested = Ci.Steps.Single(step => step["with"]?["sbom-path"] is not null);
        Assert.Equal("artifacts/package/PrivateApi.cdx.json", (string?)attested["with"]!["sbom-path"]);
        Assert.Equal("artifacts/package/*.nupkg", (string?)attested["with"]!["subject-path"]);
        string build = File.ReadAllText(Path.Combine(Peer.Root, "build.ps1"));
        Assert.Contains("'PrivateApi.cdx.json'", build, StringComparison.Ordinal);
        JsonNode tools = JsonNode.Parse(File.ReadAllText(Path.Combine(Peer.Root, ".config", "dotnet-tools.json")))!["tools"]!;
        Assert.All(tools.AsObject(), tool => Assert.Matches(@"^\d+\.\d+\.\d+$", (string)tool.Value!["version"]!));
    }

    [Fact]
    public void What_is_installed_is_of_one_version_the_one_that_the_repository_names()
    {
        (string Name, string Version)[] modules =
        [
            .. Ci
                .Steps.Select(step => (string?)step["run"])
                .OfType<string>()
                .SelectMany(script => Regex.Matches(script, @"Install-PSResource (\S+) -Version (\S+) "))
                .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
        ];
        Assert.All(modules, module => Assert.Matches(@"^\d+\.\d+\.\d+$", module.Version));
        string packages = File.ReadAllText(Path.Combine(Peer.Root, "Directory.Packages.props"));
        Assert.Equal(
            [
                "Microsoft.PowerShell.PSResourceGet 1.2.0",
                "Microsoft.PowerShell.PlatyPS 1.0.3",
                $"Pester {Regex.Match(packages, "<PesterVersion>(.+)</PesterVersion>").Groups[1].Value}",
            ],
            modules.Select(module => $"{module.Name} {module.Version}").Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            File.ReadLines(Path.Combine(Peer.Root, "tests", "peers", "requirements.txt")).Where(line => !line.StartsWith('#')),
            line => Assert.Matches(@"^[a-z0-9-]+==[\w.]+$", line)
        );
    }

    [Fact]
    public void Each_system_runs_all_tests_with_their_peers_and_a_package_that_is_tested_is_counted()
    {
        JsonObject[] whole =
        [
            .. Ci.Steps.Where(step => ((string?)step["run"])?.StartsWith("bash .ci/run", StringComparison.Ordinal) == true),
        ];
        Assert.Equal(["bash .ci/run -Peers", "bash .ci/run -Peers"], whole.Select(step => (string)step["run"]!));
        Assert.Equal(
            ["windows-latest", "macos-latest"],
            Ci.Root["jobs"]!["source"]!["strategy"]!["matrix"]!["os"]!.AsArray().Select(os => (string)os!)
        );
        Assert.Equal(
            2,
            Ci.Steps.Count(step =>
                (string?)step["name"] == "Install peers"
                && ((string)step["run"]!).EndsWith("pip install -r tests/peers/requirements.txt", StringComparison.Ordinal)
            )
        );
        Assert.Contains(
            "./.ci/Measure-Result.ps1 -Suite Pester",
            (string)Ci.Step("test", "Test the package")["run"]!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Scripts_name_tasks_that_there_are_and_take_no_expression_into_their_text()
    {
        string build = File.ReadAllText(Path.Combine(Peer.Root, "build.ps1"));
        string[] tasks =
        [
            .. Regex
                .Matches(Regex.Match(build, @"ValidateSet\(('Clean'[^)]+)\)").Groups[1].Value, "'(\\w+)'")
                .Select(task => task.Groups[1].Value),
        ];
        string[] scripts =
        [
            .. new[] { WorkflowFile.Ci, WorkflowFile.Action, WorkflowFile.Template }
                .Select(WorkflowFile.Read)
                .SelectMany(file => file.Steps)
                .Select(step => (string?)step["run"] ?? (string?)step["pwsh"])
                .OfType<string>(),
        ];
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
        string[] named =
        [
            .. scripts
                .SelectMany(script => Regex.Matches(script, @"build\.ps1 -Task (\w+(?:, \w+)*)"))
                .SelectMany(match => match.Groups[1].Value.Split(", ")),
        ];
        Assert.Superset(new HashSet<string>(["Package", "TestPackage", "Publish"]), new HashSet<string>(named));
        Assert.All(named, task => Assert.Contains(task, tasks));
        Assert.All(named, task => Assert.Contains($"function Invoke-{task} ", build, StringComparison.Ordinal));
    }

    [Fact]
    public void Users_steps_use_each_input_they_declare_and_declare_each_they_use()
    {
        WorkflowFile action = WorkflowFile.Read(WorkflowFile.Action);
        Assert.Equal(action.Root["inputs"]!.AsObject().Select(input => input.Key).Order(), Used(action, "inputs"));
        WorkflowFile template = WorkflowFile.Read(WorkflowFile.Template);
        Assert.Equal(
            template.Root["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Order(),
            Used(template, "parameters")
        );
    }

    private static string Needs(JsonNode needs) =>
        needs is JsonArray several ? string.Join(' ', several.Select(job => (string)job!)) : (string)needs!;

    private static IEnumerable<string> Used(WorkflowFile file, string context) =>
        Regex.Matches(file.Text, $@"\$\{{\{{ {context}\.([\w-]+) \}}\}}").Select(use => use.Groups[1].Value).Distinct().Order();

    private static async Task<string[]> LintAsync(string file)
    {
        Peer.NpmFile("actionlint/package.json");
        JsonElement found = await Peer.NodeAsync("workflow.mjs", "@action-validator/core", file);
        return [.. found.EnumerateArray().Select(finding => finding.GetString()!)];
    }
}
