using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Calls.Ssm;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Ssm;

public sealed class SsmLogsPeerTests
{
    [Fact]
    public async Task Boto3_runs_commands_on_an_instance_and_reads_the_execution_log_of_calls()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time, PendingTime = TimeSpan.FromSeconds(1) });
        List<string> commands = SsmScript.Commands(
            new ProbeRequest { Url = "https://abcdefghij.execute-api.eu-west-1.amazonaws.com/demo" }
        );
        string script = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(script, commands[0], TestContext.Current.CancellationToken);
            JsonElement answer = await Peer.BotoAsync("ssm_logs.py", lab.Listen(), time, script, commands[1]);
            Assert.Subset(
                answer.GetProperty("answered").EnumerateArray().Select(name => name.GetString()!).ToHashSet(),
                new HashSet<string>(["RunInstances", "DescribeInstances", "TerminateInstances"])
            );
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public async Task The_AWS_CLI_asks_Systems_Manager_and_Logs_too()
    {
        using EmbeddedAws lab = new();
        (int exit, string output, string error) = await Peer.AwsCliAsync(lab.Listen(), "ssm", "describe-instance-information");
        Assert.True(exit == 0, error);
        Assert.Empty(JsonDocument.Parse(output).RootElement.GetProperty("InstanceInformationList").EnumerateArray());
        (exit, output, error) = await Peer.AwsCliAsync(lab.Listen(), "logs", "describe-log-groups");
        Assert.True(exit == 0, error);
        Assert.Empty(JsonDocument.Parse(output).RootElement.GetProperty("logGroups").EnumerateArray());
    }
}
