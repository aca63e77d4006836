using System.Text.Json.Nodes;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Logs;
using PrivateApi.Lab.ControlPlane.Ssm;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Lab.Faults;

namespace PrivateApi.Tests.Reliability;

/// <summary>What a lab remembers of the past has an end, so that it can run for days.</summary>
public sealed class LabHistoryTests
{
    [Fact]
    public void Commands_are_listed_for_thirty_days_as_on_AWS()
    {
        DateTimeOffset sent = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        SsmState state = new();
        state.Add(Command("old", sent));
        state.Add(Command("young", sent.AddDays(29)));
        Assert.Equal(["old", "young"], state.Commands.Select(command => command.Id));
        state.Add(Command("new", sent.AddDays(30)));
        Assert.Equal(["young", "new"], state.Commands.Select(command => command.Id));
    }

    [Fact]
    public void Only_so_many_commands_are_kept_and_they_are_the_last()
    {
        SsmState state = new();
        foreach (int number in Enumerable.Range(1, 5000))
        {
            state.Add(Command($"{number}", DateTimeOffset.UnixEpoch));
        }

        Assert.Equal(Enumerable.Range(4001, 1000).Select(number => $"{number}"), state.Commands.Select(command => command.Id));
    }

    [Fact]
    public void A_log_keeps_its_last_lines()
    {
        using EmbeddedAws lab = new();
        LogsState state = lab.Store.Get<LogsState>("123456789012", "eu-west-1");
        foreach (int number in Enumerable.Range(1, 50_000))
        {
            state.Write("calls", [$"{number}"]);
        }

        List<LabLogEvent> lines = state.Groups["calls"].Events;
        Assert.InRange(lines.Count, 10_000, 20_000);
        Assert.Equal("50000", lines[^1].Message);
        Assert.Single(lines.Select(line => line.Stream).Distinct());
    }

    [Fact]
    public async Task A_prefix_list_has_its_last_thousand_versions()
    {
        using EmbeddedAws lab = new();
        using LabClient client = new(lab);
        const string Made = "CreateManagedPrefixList&PrefixListName=many&AddressFamily=IPv4&MaxEntries=1000";
        string id = XElement.Parse(await QueryAsync(client, Made)).Descendants().First(part => part.Name.LocalName == "prefixListId").Value;
        for (int version = 1; version <= 1001; version++)
        {
            string entry = $"AddEntry.1.Cidr=10.{version / 250}.{version % 250}.0/24";
            string earlier = $"RemoveEntry.1.Cidr=10.{(version - 1) / 250}.{(version - 1) % 250}.0/24";
            string change = $"ModifyManagedPrefixList&PrefixListId={id}&CurrentVersion={version}&{entry}";
            await QueryAsync(client, version == 1 ? change : $"{change}&{earlier}");
        }

        // The present one is the 1,002nd.
        string look = $"GetManagedPrefixListEntries&PrefixListId={id}";
        Assert.Contains("10.0.2.0/24", await QueryAsync(client, $"{look}&TargetVersion=3"), StringComparison.Ordinal);
        Assert.Contains("does not exist", await QueryAsync(client, $"{look}&TargetVersion=2"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_sessions_that_were_given_out_last_are_known()
    {
        using EmbeddedAws lab = new();
        using LabClient client = new(lab);
        string first = await SessionAsync(client);
        string last = first;
        for (int number = 0; number < 10_000; number++)
        {
            last = await SessionAsync(client);
        }

        Assert.True(lab.Store.Issued(last));
        Assert.False(lab.Store.Issued(first));
    }

    private static async Task<string> SessionAsync(LabClient client)
    {
        using HttpResponseMessage answer = await client.QueryAsync("sts", "Action=GetSessionToken&Version=2011-06-15");
        XElement body = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return body.Descendants().First(part => part.Name.LocalName == "AccessKeyId").Value;
    }

    private static async Task<string> QueryAsync(LabClient client, string query)
    {
        using HttpResponseMessage answer = await client.QueryAsync("ec2", $"Action={query}&Version=2016-11-15");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static LabCommand Command(string id, DateTimeOffset sent) =>
        new()
        {
            Id = id,
            DocumentName = "AWS-RunShellScript",
            Comment = string.Empty,
            Parameters = new JsonObject(),
            TimeoutSeconds = 30,
            RequestedAt = sent,
            Invocations = [],
        };
}
