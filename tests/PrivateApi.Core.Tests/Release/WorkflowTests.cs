using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>The workflow that releases, and the CI steps for users, as actionlint, action-validator and GitHub's "Secure use reference" want them.</summary>
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
        await File.WriteAllTextAsync(broken, file.Text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
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
        Assert.Equal(["build", "test", "attest", "publish"], Ci.Jobs.Select(job => job.Name));
        foreach ((string name, JsonObject job) in Ci.Jobs)
        {
            Assert.InRange((decimal)job["timeout-minutes"]!, 1, 60);
            IReadOnlyDictionary<string, string> expected = name == "attest"
                ? new Dictionary<string, string> { ["attestations"] = "write", ["id-token"] = "write" }
                : new Dictionary<string, string> { ["contents"] = "read" };
            Assert.Equal(expected, Ci.Permissions(job));
        }

        Assert.All(Ci.Steps.Where(step => ((string?)step["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true), step => Assert.Equal(false, (bool?)step["with"]!["persist-credentials"]));
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
        Assert.Equal(["test: build", "attest: test", "publish: attest"], Ci.Jobs.Where(job => job.Job["needs"] is not null).Select(job => $"{job.Name}: {job.Job["needs"]}"));
        Assert.Single(Ci.Steps, step => ((string?)step["run"])?.Contains("Package -Configuration", StringComparison.Ordinal) == true);
        Assert.Equal(3, Ci.Steps.Count(step => (string?)step["with"]?["path"] == "artifacts/package" && (string?)step["with"]!["name"] == "package"));
    }

    [Fact]
    public void Scripts_name_tasks_that_there_are_and_take_no_expression_into_their_text()
    {
        string build = File.ReadAllText(Path.Combine(Peer.Root, "build.ps1"));
        string[] tasks = [.. Regex.Matches(Regex.Match(build, @"ValidateSet\(('Clean'[^)]+)\)").Groups[1].Value, "'(\\w+)'").Select(task => task.Groups[1].Value)];
        string[] scripts = [.. new[] { WorkflowFile.Ci, WorkflowFile.Action, WorkflowFile.Template }.Select(WorkflowFile.Read)
            .SelectMany(file => file.Steps).Select(step => (string?)step["run"] ?? (string?)step["pwsh"]).OfType<string>()];
        Assert.All(scripts, script => Assert.DoesNotContain("${{", script, StringComparison.Ordinal));
        string[] named = [.. scripts.SelectMany(script => Regex.Matches(script, @"build\.ps1 -Task (\w+(?:, \w+)*)")).SelectMany(match => match.Groups[1].Value.Split(", "))];
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
        Assert.Equal(template.Root["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Order(), Used(template, "parameters"));
    }

    private static IEnumerable<string> Used(WorkflowFile file, string context) =>
        Regex.Matches(file.Text, $@"\$\{{\{{ {context}\.([\w-]+) \}}\}}").Select(use => use.Groups[1].Value).Distinct().Order();

    private static async Task<string[]> LintAsync(string file)
    {
        Peer.NpmFile("actionlint/package.json");
        JsonElement found = await Peer.NodeAsync("workflow.mjs", "@action-validator/core", file);
        return [.. found.EnumerateArray().Select(finding => finding.GetString()!)];
    }
}
