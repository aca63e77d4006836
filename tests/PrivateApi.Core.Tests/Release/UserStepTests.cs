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
                ["STAGE_NAME"] = "prod",
                ["METHOD"] = "POST",
                ["API_PATH"] = "/pets/$(throw 'code')",
                ["SUBNET_ID"] = "subnet-0a1b2c3d",
                ["SECURITY_GROUP_ID"] = "sg-0a1b2c3d,sg-0e5f6a7b",
                ["VIA"] = "Lambda",
                ["API_REGION"] = "eu-west-1",
                ["OTHER_ACCOUNT"] = "",
            }
        );
        Assert.Equal(
            """{"RestApiId":["abcde12345","fghij67890"],"StageName":"prod","Method":"POST","Path":"/pets/$(throw 'code')","SubnetId":["subnet-0a1b2c3d"],"SecurityGroupId":["sg-0a1b2c3d","sg-0e5f6a7b"],"Via":"Lambda","Region":"eu-west-1"}""",
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
                ["STAGE_NAME"] = empty,
                ["METHOD"] = "GET",
                ["API_PATH"] = empty,
                ["SUBNET_ID"] = empty,
                ["SECURITY_GROUP_ID"] = empty,
                ["VIA"] = empty,
                ["API_REGION"] = empty,
                ["OTHER_ACCOUNT"] = empty,
            }
        );
        Assert.Equal("abcde12345", given.GetProperty("RestApiId")[0].GetString());
        Assert.All(
            (string[])["StageName", "Path", "Via", "Region"],
            name => Assert.Equal(string.Empty, given.GetProperty(name).GetString())
        );
        Assert.All((string[])["SubnetId", "SecurityGroupId"], name => Assert.Equal(JsonValueKind.Null, given.GetProperty(name).ValueKind));
    }

    private static async Task<JsonElement> GivenAsync(string path, Dictionary<string, string?> environment)
    {
        using TempFolder folder = new();
        JsonObject step = WorkflowFile.Read(path).Steps.Single(step => step["env"] is not null);
        Assert.Equal(step["env"]!.AsObject().Select(variable => variable.Key).Order(), environment.Keys.Order());

        // The parameters are those of the real script, whose body is left out.
        string real = await File.ReadAllTextAsync(
            Path.Combine(Peer.Root, "examples", "ci", "Test-Api.ps1"),
            TestContext.Current.CancellationToken
        );
        string head = real[..real.IndexOf("$ErrorActionPreference", StringComparison.Ordinal)];
        string script = Path.Combine(Directory.CreateDirectory(folder.File("examples/ci/github-action")).Parent!.FullName, "Test-Api.ps1");
        await File.WriteAllTextAsync(
            script,
            head
                + "$names = 'RestApiId', 'StageName', 'Method', 'Path', 'SubnetId', 'SecurityGroupId', 'Via', 'Region'\n$all = "
                + "[ordered] @{}\n$names.ForEach{ $all[$_] = $PSBoundParameters[$_] }\n$all | ConvertTo-Json -Compress",
            TestContext.Current.CancellationToken
        );
        environment["GITHUB_ACTION_PATH"] = folder.File("examples/ci/github-action");
        environment["BUILD_SOURCESDIRECTORY"] = Path.GetDirectoryName(folder.File("step.ps1"));
        StepRun run = await StepRun.RunAsync(folder, (string)(step["run"] ?? step["pwsh"])!, environment);
        Assert.True(run.Exit == 0, run.Error + run.Output);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }
}
