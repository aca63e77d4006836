using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis;

/// <summary>Tests of APIs that differ in nothing else: each can be judged as soon as it has been read.</summary>
/// <param name="request">What is asked of each.</param>
/// <param name="callers">The callers.</param>
/// <param name="facts">Collects the facts; this disposes of it.</param>
internal sealed class TestFlow(TestRequest request, IReadOnlyList<Caller> callers, SnapshotCollector facts) : IAsyncDisposable
{
    /// <summary>The APIs that were added and not taken.</summary>
    public int Count => facts.Count;

    /// <summary>True if one is to be taken before another is added.</summary>
    public bool IsFull => facts.IsFull;

    /// <summary>Ends when the next API has been read; null for none.</summary>
    public Task? Next => facts.Next;

    /// <summary>Begins to read an API.</summary>
    /// <param name="restApiId">Its id.</param>
    /// <param name="stages">Its stages as they were just read; null to read them.</param>
    public void Add(string restApiId, IReadOnlyList<Stage>? stages) => facts.Add(restApiId, stages);

    /// <summary>The facts of the next APIs, with the calls to judge over them.</summary>
    /// <param name="count">How many APIs.</param>
    /// <exception cref="PrivateApiException"><c>SecurityGroupNotFound</c>.</exception>
    public async Task<SnapshotCase> TakeAsync(int count)
    {
        (IReadOnlyList<string> ids, AccountSnapshot snapshot) = await facts.TakeAsync(count);
        RequireGroups(snapshot);
        return new SnapshotCase { Snapshot = snapshot, Calls = [.. TestCalls.Create(request, ids, snapshot, callers)] };
    }

    /// <summary>Ends the reads that are under way.</summary>
    public ValueTask DisposeAsync() => facts.DisposeAsync();

    // Nothing would be known of what it lets out, and nothing else would say why.
    private void RequireGroups(AccountSnapshot snapshot)
    {
        // A caller on premises has none, and the groups of one in another Region are not read.
        string[] missing =
        [
            .. callers
                .Where(caller => caller.IsInVpc && caller.Region is null)
                .SelectMany(caller => caller.SecurityGroupIds ?? [])
                .Intersect(request.Caller.SecurityGroupIds, StringComparer.Ordinal)
                .Except(snapshot.SecurityGroups.Select(group => group.Id), StringComparer.Ordinal),
        ];
        if (missing.Length > 0 && snapshot.Missing("SecurityGroup") is null)
        {
            throw new PrivateApiException(
                "SecurityGroupNotFound",
                FaultKind.NotFound,
                $"There is no security group {string.Join(", ", missing)} in account {snapshot.AccountId}, {snapshot.Region}. Check the "
                    + "id, -Region and the profile.",
                missing[0]
            );
        }
    }
}
