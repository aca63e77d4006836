using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Names;

namespace PrivateApi.Reachability.HandOvers;

/// <summary>Who else answers the name that is called: name servers outside AWS, or another account's zones and endpoints.</summary>
internal static class NameHandOvers
{
    public static OutsideChange? Of(EvaluationContext evaluation)
    {
        AccountSnapshot snapshot = evaluation.Snapshot;
        Caller caller = evaluation.Call.Caller;
        string host = evaluation.Address.Host;
        string check = $"the caller gets private addresses from: nslookup {host}";
        return caller switch
        {
            { Kind: CallerKind.OnPremises, ForwardsNames: false } when evaluation.Address.Name is { Kind: NameAnswerKind.None } =>
                new OutsideChange($"whoever runs the name servers that {caller.Label} asks", Forward(snapshot, caller.VpcId!, host), check),
            { Kind: CallerKind.Vpc, Region: null, VpcId: { } vpc } when evaluation.Address.Name is { Kind: NameAnswerKind.Unknown } =>
                InVpc(snapshot, vpc, host, check),
            _ => null,
        };
    }

    private static OutsideChange? InVpc(AccountSnapshot snapshot, string vpcId, string host, string check)
    {
        if (snapshot.Index.Vpc(vpcId) is not { } vpc)
        {
            return null;
        }

        if (vpc.DnsServers.Count > 0)
        {
            return Inbound(snapshot, vpc.DnsServers)
                ? null
                : new OutsideChange(
                    $"whoever runs the name servers {string.Join(", ", vpc.DnsServers)} of {vpcId}",
                    OwnServers.HaveToForward(snapshot, vpc, host),
                    check
                );
        }

        if (NameSource.Of(snapshot, vpcId, host) is { Rule: { IsForward: true } rule } && !Inbound(snapshot, rule.Targets))
        {
            return new OutsideChange(
                $"whoever runs the name servers {string.Join(", ", rule.Targets)}, to which resolver rule {rule.Id} forwards",
                $"Answer {host} with the private addresses of the endpoint that the call is meant for, or let {vpcId} resolve it itself: "
                    + $"its rule for {(rule.Domain.Length == 0 ? "all names" : rule.Domain)} covers the name",
                check
            );
        }

        return ProfileRules.UnreadOfOthers(snapshot, vpcId, host) is { } unread
                ? new OutsideChange(
                    $"account {unread.OwnerId}, which added {unread.Id} to a Route 53 Profile on {vpcId}",
                    $"Say what {unread.Id} answers for {host}: it should lead to the endpoint that the call is meant for",
                    check
                )
            : NameRules.Owner(snapshot, vpcId) is { } owner
                ? new OutsideChange(
                    $"account {owner}, which shares {vpcId}",
                    $"Say whether an execute-api endpoint of {vpcId} answers {host} by private DNS; if not, switch it on, or make one",
                    check
                )
            : null;
    }

    private static bool Inbound(AccountSnapshot snapshot, IReadOnlyList<string> servers) =>
        snapshot.InboundResolvers.Any(item => item.Address.Intersect(servers).Any());

    private static string Forward(AccountSnapshot snapshot, string vpcId, string host)
    {
        string apis = ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix);
        string[] addresses =
        [
            .. snapshot
                .InboundResolvers.Where(item =>
                    item.VpcId == vpcId && item.Status.Equals("OPERATIONAL", StringComparison.OrdinalIgnoreCase)
                )
                .SelectMany(item => item.Address),
        ];
        return $"Forward {(NameRules.Covers(apis, host) ? apis : host)} to "
            + (
                addresses.Length > 0
                    ? $"{string.Join(", ", addresses)}, the inbound resolver endpoint of {vpcId}, port 53 over UDP and TCP"
                    : $"an inbound resolver endpoint of {vpcId}; it has none yet, and its addresses follow once there is one"
            );
    }
}
