using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Tests.Reachability.Changes;

/// <summary>Who could not call before a repair cannot call after it, but for what its changes say that they open.</summary>
public sealed partial class OtherCallersTests
{
    private const int Sets = 160;
    private const int OthersOfEach = 24;
    private const int Shown = 5;

    // The search is the work; each test asks something else of what it finds.
    private static readonly Lazy<(string Told, PathVerdict Verdict, IReadOnlyList<Change> Changes)[]> Mended = new(() =>
        [
            .. Enumerable
                .Range(0, Sets)
                .Select(Neighbourhood.Broken)
                .Select(broken => (broken.Told, broken.Verdict, Changes: ChangeSearch.Smallest(broken.Verdict)!))
                .Where(broken => broken.Changes is not null),
        ]
    );

    [Fact]
    public void Nobody_gets_in_whom_no_change_names()
    {
        List<string> faults = [];
        int opened = 0;
        Random random = new(1);
        foreach ((string told, PathVerdict verdict, IReadOnlyList<Change> changes) in Mended.Value)
        {
            AccountSnapshot before = verdict.Evaluation.Snapshot,
                after = Remedy.Made(before, changes);
            foreach (PathCall other in random.GetItems([.. Neighbourhood.Others(verdict.Evaluation.Call)], OthersOfEach))
            {
                if (IsKeptOut(before, other) && !IsKeptOut(after, other))
                {
                    opened++;
                    if (!changes.Any(change => change.Opens is { } opens && Names(opens, other, before)))
                    {
                        faults.Add($"{told}: {Remedy.Text(changes)} lets in {Describe(other)}");
                    }
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count}:\n{string.Join('\n', faults.Take(Shown))}");

        // The sets are not idle: most faults are mended, and the changes do open something to others.
        Assert.InRange(Mended.Value.Length, Sets / 3, Sets);
        Assert.True(opened > 50, $"only {opened} others got in");
    }

    [Fact]
    public void A_policy_is_opened_to_no_place_that_the_change_does_not_name()
    {
        foreach ((string told, PathVerdict verdict, IReadOnlyList<Change> changes) in Mended.Value)
        {
            if (verdict.Evaluation is not { Stage: not null, Deployed.IsKnown: true })
            {
                continue;
            }

            string opens = string.Join('\n', changes.Select(change => change.Opens));
            EvaluationContext then = new(Remedy.Made(verdict.Evaluation.Snapshot, changes), verdict.Evaluation.Call);
            if (
                then.Deployed!.Text is not { } now
                || now == verdict.Evaluation.Deployed!.Text
                || opens.Contains(Pending, StringComparison.Ordinal)
            )
            {
                continue;
            }

            // Both without the places that are named: then the one must not let in whom the other keeps out.
            string[] named = [.. Place().Matches(opens).Select(match => match.Groups["id"].Value)];
            Assert.NotEmpty(named);
            PolicyDocument was = Without(verdict.Evaluation.Deployed.Text!, named),
                isNow = Without(now, named);
            Assert.True(
                AccessAnalysis.Widens(was, isNow, verdict.Evaluation.Context, denialsCount: false) == false,
                $"{told}: {Remedy.Text(changes)}"
            );
        }
    }

    [Fact]
    public void No_smaller_set_of_changes_lets_the_call_through()
    {
        int compared = 0;
        foreach (
            (string told, PathVerdict verdict, IReadOnlyList<Change> changes) in Mended.Value.Where(set =>
                set.Changes.Count is > 1 and <= 4
            )
        )
        {
            foreach (Change[] smaller in ChangeSets.Smaller(verdict, changes.Count))
            {
                compared++;
                Assert.False(
                    ChangeSets.LetsEveryCallThrough(verdict, ChangeSearch.After(verdict, smaller)),
                    $"{told}: {Remedy.Text(smaller)} is enough, and {Remedy.Text(changes)} was found"
                );
            }
        }

        Assert.True(compared > Sets, $"only {compared} sets were tried");
    }

    private const string Pending = "policy, as it is now, lets in";

    // What is not known may well get through.
    private static bool IsKeptOut(AccountSnapshot facts, PathCall call) => PathEngine.Judge(facts, call).Verdict == Verdict.Blocked;

    /// <summary>Whether a person who reads what is opened finds a caller in it.</summary>
    private static bool Names(string opens, PathCall call, AccountSnapshot facts) =>
        Groups().Matches(opens).Any(match => call.Caller.SecurityGroupIds?.Contains(match.Groups["id"].Value) == true)
        || Range().Matches(opens).Any(match => Contains(match.Value, call.Caller.Address!))
        || Place().Matches(opens).Any(match => match.Groups["id"].Value is var id && (call.VpcEndpointId == id || VpcOf(facts, call) == id))
        || Subnets().Matches(opens).Any(match => IsOf(match.Groups["id"].Value, call.Caller, facts))
        || opens.Contains($"to everybody in {call.Caller.VpcId}", StringComparison.Ordinal)
        || (opens.Contains("by its default host", StringComparison.Ordinal))
        || (opens.Contains($"stage {call.StageName} ", StringComparison.Ordinal) && opens.Contains(Pending, StringComparison.Ordinal))
        || (call.HasApiKey && opens.Contains("to whoever has", StringComparison.Ordinal));

    private static bool IsOf(string id, Caller caller, AccountSnapshot facts) =>
        facts.NetworkAcls.FirstOrDefault(acl => acl.Id == id)?.SubnetIds.Contains(caller.SubnetId!)
        ?? facts.RouteTables.Any(table => table.Id == id && table.VpcId == caller.VpcId);

    private static string? VpcOf(AccountSnapshot facts, PathCall call) =>
        facts.Endpoints.FirstOrDefault(endpoint => endpoint.Id == call.VpcEndpointId)?.VpcId;

    private static bool Contains(string cidr, string address) => IPNetwork.Parse(cidr).Contains(IPAddress.Parse(address));

    private static PolicyDocument Without(string policy, string[] places)
    {
        JsonObject document = JsonNode.Parse(policy)!.AsObject();
        foreach (string id in places)
        {
            document["Statement"]!
                .AsArray()
                .Add(
                    new JsonObject
                    {
                        ["Effect"] = "Deny",
                        ["Principal"] = "*",
                        ["Action"] = "execute-api:Invoke",
                        ["Resource"] = "execute-api:/*",
                        ["Condition"] = new JsonObject
                        {
                            ["StringEquals"] = new JsonObject
                            {
                                [id.StartsWith("vpce-", StringComparison.Ordinal) ? "aws:SourceVpce" : "aws:SourceVpc"] = id,
                            },
                        },
                    }
                );
        }

        return PolicyDocument.Parse(document.ToJsonString());
    }

    private static string Describe(PathCall call) =>
        $"{call.Caller.Label} through {call.VpcEndpointId} to {call.StageName}{call.Path}"
        + $"{(call.Principal is null ? string.Empty : " signed")}{(call.HasApiKey ? " with its key" : string.Empty)}";

    [GeneratedRegex(@"from members of (?<id>sg-[\w-]+)")]
    private static partial Regex Groups();

    [GeneratedRegex(@"for the subnets of (?<id>(?:acl|rtb)-[\w-]+)")]
    private static partial Regex Subnets();

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+/\d+")]
    private static partial Regex Range();

    [GeneratedRegex(@"callers through(?: \S+ and)? (?<id>vpce?-\w+)")]
    private static partial Regex Place();
}
