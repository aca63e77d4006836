using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>Files of snapshots that were written by hand or by another version: what they leave out is as it is in an account.</summary>
public sealed class SnapshotFileTests
{
    [Fact]
    public void A_rule_without_ports_is_for_all_ports()
    {
        SecurityGroupRuleFact rule = Read("securityGroup[0].rule[0]", "fromPort", "toPort").SecurityGroups[0].Rules[0];
        Assert.Equal((-1, -1), (rule.FromPort, rule.ToPort));
    }

    [Fact]
    public void A_method_without_authorization_has_none() =>
        Assert.Equal("NONE", Read("api[0].stage[0].method[0]", "authorization").Apis[0].Stages[0].Methods[0].Authorization);

    [Fact]
    public void A_stage_whose_export_is_not_said_to_lack_a_policy_has_it_exported() =>
        Assert.True(Read("api[0].stage[0]", "isPolicyExported").Apis[0].Stages[0].IsPolicyExported);

    [Fact]
    public void A_list_that_is_left_out_is_empty()
    {
        AccountSnapshot read = Read("", "peering", "domain", "denied");
        Assert.Empty(read.Peerings);
        Assert.Empty(read.Domains);
        Assert.Empty(read.Denied);
    }

    [Fact]
    public void A_snapshot_that_is_read_and_written_again_is_the_same()
    {
        string once = Json().ToJsonString();
        SnapshotCase read = SnapshotFile.Parse(JsonSerializer.SerializeToUtf8Bytes(Json()), "case.json");
        Assert.Equal(once, JsonSerializer.SerializeToNode(read, SnapshotJson.Default.SnapshotCase)!.ToJsonString());
    }

    private static AccountSnapshot Read(string place, params string[] without)
    {
        JsonNode whole = Json();
        JsonNode node = whole["snapshot"]!;
        foreach (string step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node[step.Split('[')[0]]![0]!;
        }

        foreach (string member in without)
        {
            Assert.True(node.AsObject().Remove(member), $"{member} is not written");
        }

        return SnapshotFile.Parse(JsonSerializer.SerializeToUtf8Bytes(whole), "case.json").Snapshot;
    }

    private static JsonNode Json() =>
        JsonSerializer.SerializeToNode(
            new SnapshotCase { Snapshot = Scene.Open().Snapshot, Calls = [Scene.Open().Call] },
            SnapshotJson.Default.SnapshotCase
        )!;
}
