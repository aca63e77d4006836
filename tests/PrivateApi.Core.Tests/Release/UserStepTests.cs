using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>
/// The scripts of the GitHub Action and the Azure DevOps template, where Test-Api.ps1 is a stand-in that says what it was given.
/// </summary>
public sealed class UserStepTests
{
    [Theory]
    [InlineData(WorkflowFile.Action)]
    [InlineData(WorkflowFile.Template)]
    public async Task Inputs_arrive_and_lists_are_lists(string path)
    {
        JsonElement given = await GivenAsync(
            path,
            new Dictionary<string, string?>
            {
                ["REST_API_ID"] = "abcde12345, fghij67890",
                ["CASE_PATH"] = "tests/calls.yaml",
                ["STAGE_NAME"] = "prod",
                ["METHOD"] = "POST",
                ["API_PATH"] = "/pets/$(throw 'code')",
                ["SUBNET_ID"] = "subnet-0a1b2c3d",
                ["SECURITY_GROUP_ID"] = "sg-0a1b2c3d,sg-0e5f6a7b",
                ["VIA"] = "Lambda",
                ["API_REGION"] = "eu-west-1",
                ["OTHER_ACCOUNT"] = "",
                ["MODULE_VERSION"] = "",
            }
        );
        Assert.Equal(
            """{"RestApiId":["abcde12345","fghij67890"],"CasePath":"tests/calls.yaml","StageName":"prod","Method":"POST","Path":"/pets/$(throw 'code')","SubnetId":["subnet-0a1b2c3d"],"SecurityGroupId":["sg-0a1b2c3d","sg-0e5f6a7b"],"Via":"Lambda","Region":"eu-west-1","By":"1.0.0"}""",
            given.GetRawText().Replace("\\u0027", "'", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(WorkflowFile.Action, "")]
    [InlineData(WorkflowFile.Action, null)]
    [InlineData(WorkflowFile.Template, "")]
    [InlineData(WorkflowFile.Template, null)]
    public async Task Inputs_that_nobody_filled_in_are_empty(string path, string? empty)
    {
        JsonElement given = await GivenAsync(
            path,
            new Dictionary<string, string?>
            {
                ["REST_API_ID"] = "abcde12345",
                ["CASE_PATH"] = empty,
                ["STAGE_NAME"] = empty,
                ["METHOD"] = "GET",
                ["API_PATH"] = empty,
                ["SUBNET_ID"] = empty,
                ["SECURITY_GROUP_ID"] = empty,
                ["VIA"] = empty,
                ["API_REGION"] = empty,
                ["OTHER_ACCOUNT"] = empty,
                ["MODULE_VERSION"] = empty,
            }
        );
        Assert.Equal("abcde12345", given.GetProperty("RestApiId")[0].GetString());
        Assert.All(
            (string[])["CasePath", "StageName", "Path", "Via", "Region"],
            name => Assert.Equal(string.Empty, given.GetProperty(name).GetString())
        );
        Assert.All((string[])["SubnetId", "SecurityGroupId"], name => Assert.Equal(JsonValueKind.Null, given.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData(WorkflowFile.Action)]
    [InlineData(WorkflowFile.Template)]
    public async Task The_newest_module_tests_or_the_one_that_is_asked_for(string path)
    {
        Dictionary<string, string?> environment = Step(path).Env.ToDictionary(name => name, _ => (string?)string.Empty);
        environment["REST_API_ID"] = "abcde12345";
        Assert.Equal("0.10.0", (await GivenAsync(path, environment, "0.9.0", "0.10.0")).GetProperty("By").GetString());
        environment["MODULE_VERSION"] = "0.9.0";
        Assert.Equal("0.9.0", (await GivenAsync(path, environment, "0.9.0", "0.10.0")).GetProperty("By").GetString());
    }

    [Theory]
    [InlineData(WorkflowFile.Action, "0.9.0", "", "")]
    [InlineData(WorkflowFile.Action, "0.9.0", "0.10.0", "PrivateApi -TrustRepository -Version: 0.10.0")]
    [InlineData(WorkflowFile.Action, null, "", "PrivateApi -TrustRepository")]
    [InlineData(WorkflowFile.Template, "0.9.0", "", "")]
    [InlineData(WorkflowFile.Template, "0.9.0", "0.10.0", "PrivateApi -TrustRepository -Version: 0.10.0")]
    [InlineData(WorkflowFile.Template, null, "", "PrivateApi -TrustRepository")]
    public async Task The_module_is_installed_where_it_is_not_there(string path, string? present, string wanted, string installed)
    {
        using TempFolder folder = new();
        string modules = await InstallAsync(folder, "'none'", present is null ? [] : [present]);
        JsonObject step = WorkflowFile.Read(path).Steps.First(step => Script(step) is { } text && text.Contains("Install-PSResource"));
        StepRun run = await StepRun.RunAsync(
            folder,
            $"function Install-PSResource {{ \"$args\" }}\n{Script(step)}",
            new Dictionary<string, string?> { ["MODULE_VERSION"] = wanted, ["PSModulePath"] = modules }
        );
        Assert.True(run.Exit == 0, run.Error + run.Output);
        Assert.Equal(installed, run.Output.Trim());
    }

    [Fact]
    public void Both_keep_the_reports_also_of_a_step_that_failed()
    {
        JsonObject kept = WorkflowFile.Read(WorkflowFile.Action).Steps.Single(step => step["uses"] is not null);
        Assert.StartsWith("actions/upload-artifact@", (string)kept["uses"]!, StringComparison.Ordinal);
        Assert.Equal("private-api-report", (string?)kept["with"]!["path"]);
        Assert.Equal("${{ always() }}", (string?)kept["if"]);
        JsonObject published = WorkflowFile.Read(WorkflowFile.Template).Steps.Single(step => step["publish"] is not null);
        Assert.Equal("private-api-report", (string?)published["publish"]);
        Assert.StartsWith("and(always(), ", (string)published["condition"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WorkflowFile.Action)]
    [InlineData(WorkflowFile.Template)]
    public void Neither_needs_a_file_of_this_repository(string path) =>
        Assert.DoesNotMatch(
            "GITHUB_ACTION_PATH|BUILD_SOURCESDIRECTORY|GITHUB_WORKSPACE",
            string.Concat(WorkflowFile.Read(path).Steps.Select(Script))
        );

    private static async Task<JsonElement> GivenAsync(string path, Dictionary<string, string?> environment, params string[] versions)
    {
        using TempFolder folder = new();
        (JsonObject step, string[] names) = Step(path);
        Assert.Equal(names.Order(), environment.Keys.Order());

        // The parameters are those of the real script, whose body is left out.
        string real = await File.ReadAllTextAsync(Path.Combine(Peer.Root, "module", "Test-Api.ps1"), TestContext.Current.CancellationToken);
        string head = real[..real.IndexOf("$ErrorActionPreference", StringComparison.Ordinal)];
        string body =
            "$names = 'RestApiId', 'CasePath', 'StageName', 'Method', 'Path', 'SubnetId', 'SecurityGroupId', 'Via', 'Region'\n"
            + "$all = [ordered] @{}\n$names.ForEach{ $all[$_] = $PSBoundParameters[$_] }\n"
            + "$all.By = Split-Path $PSScriptRoot -Leaf\n$all | ConvertTo-Json -Compress";
        environment["PSModulePath"] = await InstallAsync(folder, head + body, versions.Length == 0 ? ["1.0.0"] : versions);
        StepRun run = await StepRun.RunAsync(folder, Script(step)!, environment);
        environment.Remove("PSModulePath");
        Assert.True(run.Exit == 0, run.Error + run.Output);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }

    // As Install-PSResource leaves it: each version in a folder of its own.
    private static async Task<string> InstallAsync(TempFolder folder, string script, params string[] versions)
    {
        string modules = Directory.CreateDirectory(folder.File("modules")).FullName;
        foreach (string version in versions)
        {
            string place = Directory.CreateDirectory(Path.Combine(modules, "PrivateApi", version)).FullName;
            await File.WriteAllTextAsync(Path.Combine(place, "Test-Api.ps1"), script, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(
                Path.Combine(place, "PrivateApi.psd1"),
                $"@{{ ModuleVersion = '{version}'; GUID = '6f1c0d0b-3f0e-4a5e-9c7b-0d8a4f6f2a11' }}",
                TestContext.Current.CancellationToken
            );
        }

        return modules;
    }

    private static (JsonObject Step, string[] Env) Step(string path)
    {
        JsonObject step = WorkflowFile.Read(path).Steps.Single(step => step["env"]?["REST_API_ID"] is not null);
        return (step, [.. step["env"]!.AsObject().Select(variable => variable.Key)]);
    }

    private static string? Script(JsonObject step) => (string?)(step["run"] ?? step["pwsh"]);
}
