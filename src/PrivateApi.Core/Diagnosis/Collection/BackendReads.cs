using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The load balancers that methods reach through VPC links, with the health of their targets. Read only where a method goes through one,
/// each once, however many parts the APIs are read in.
/// </summary>
internal sealed class BackendReads(SnapshotReads reads)
{
    private const int Most = 20;

    private readonly Dictionary<string, (BackendFact Backend, IReadOnlyList<TargetGroupFact> TargetGroups)?> _known = new(
        StringComparer.Ordinal
    );

    /// <summary>A snapshot with what is behind its VPC links.</summary>
    public async Task<AccountSnapshot> WithBackendsAsync(AccountSnapshot snapshot, CancellationToken stop)
    {
        if (snapshot.VpcLinks.Count == 0)
        {
            return snapshot;
        }

        (string Arn, int[] Ports)[] unread =
        [
            .. Targets(snapshot)
                .GroupBy(item => item.Arn, item => item.Port)
                .Select(group => (group.Key, Ports: group.Distinct().Order().ToArray()))
                .Where(item => !_known.ContainsKey(Key(item.Key, item.Ports)))
                .Take(Most - _known.Count),
        ];
        LoadBalancerReads balancers = new(reads);
        (BackendFact, IReadOnlyList<TargetGroupFact>)?[] read = await Task.WhenAll(
            unread.Select(item => balancers.BehindAsync(item.Arn, item.Ports, stop))
        );
        foreach (((string arn, int[] ports), (BackendFact, IReadOnlyList<TargetGroupFact>)? found) in unread.Zip(read))
        {
            _known.Add(Key(arn, ports), found);
        }

        (BackendFact Backend, IReadOnlyList<TargetGroupFact> TargetGroups)[] known =
        [
            .. _known.Values.Where(item => item is not null).Select(item => item!.Value),
        ];
        string[] groups =
        [
            .. known
                .Select(item => item.Backend.LoadBalancer)
                .OfType<LoadBalancerFact>()
                .Where(balancer => balancer.EnforcesGroupsOnPrivateLink != false || snapshot.VpcLinks.Any(link => link.IsV2))
                .SelectMany(balancer => balancer.SecurityGroupIds)
                .Except(snapshot.SecurityGroups.Select(group => group.Id))
                .Distinct(StringComparer.Ordinal),
        ];
        return snapshot with
        {
            Backends = [.. known.Select(item => item.Backend)],
            TargetGroups = [.. snapshot.TargetGroups.Concat(known.SelectMany(item => item.TargetGroups)).DistinctBy(group => group.Arn)],
            SecurityGroups = [.. snapshot.SecurityGroups, .. await new NetworkReads(reads).SecurityGroupsAsync(groups, stop)],
        };
    }

    private static string Key(string arn, int[] ports) => $"{arn} {string.Join(',', ports)}";

    private static IEnumerable<(string Arn, int Port)> Targets(AccountSnapshot snapshot) =>
        from api in snapshot.Apis
        from stage in api.Stages
        from method in stage.Methods
        let integration = method.Integration
        where integration?.ConnectionId is not null
        let id = StageVariableText.Fill(integration.ConnectionId!, stage.Variables)
        let link = snapshot.VpcLinks.FirstOrDefault(link => link.Id == id)
        where link?.Status is "AVAILABLE"
        let arn = BackendRules.TargetOf(link, integration)
        where arn is not null && BackendRules.IsOf(arn, snapshot.AccountId)
        select (arn, BackendRules.PortOf(StageVariableText.Fill(integration.Uri ?? string.Empty, stage.Variables)));
}
