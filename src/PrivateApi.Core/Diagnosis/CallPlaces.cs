using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Diagnosis;

/// <summary>Where a call runs, from the facts that were read for its checks.</summary>
internal static class CallPlaces
{
    /// <summary>The topology of a call; what is not known is left out.</summary>
    public static CallTopology Topology(EvaluationContext evaluation)
    {
        InterfaceFact[] targets = [.. Targets(evaluation)];
        Caller caller = evaluation.Call.Caller;
        return new CallTopology
        {
            Caller = caller.IsInVpc ? Place(evaluation, caller, targets) : null,
            Route = [.. Routes(evaluation)],
            LoadBalancerName = evaluation.Way?.LoadBalancer.Name,
            EndpointVpcId = evaluation.IsPast ? null : evaluation.Endpoint?.VpcId,
            Interface = [.. targets.Select(target => Place(evaluation, target))],
        };
    }

    private static IEnumerable<InterfaceFact> Targets(EvaluationContext evaluation) =>
        evaluation switch
        {
            { IsPast: true } => [],
            { Way: { } way } => way.Interfaces,
            { Address.Name.Interfaces: { Count: > 0 } named } => named,
            _ => (evaluation.Endpoint?.InterfaceIds ?? []).Select(evaluation.Snapshot.Index.Interface).OfType<InterfaceFact>(),
        };

    // Traffic inside a subnet does not pass its network ACL.
    private static NetworkPlace Place(EvaluationContext evaluation, Caller caller, InterfaceFact[] targets) =>
        new()
        {
            VpcId = caller.VpcId,
            SubnetId = caller.SubnetId,
            AvailabilityZone = caller.Zone,
            IpAddress = caller.SourceAddress,
            SecurityGroupId = caller.SecurityGroupIds ?? [],
            NetworkAclId =
                evaluation.Way is null && targets.Length > 0 && Array.TrueForAll(targets, target => target.SubnetId == caller.SubnetId)
                    ? null
                    : evaluation.Snapshot.Index.NetworkAcl(caller.SubnetId, caller.VpcId)?.Id,
            RouteTableId = evaluation.Snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId)?.Id,
        };

    private static NetworkPlace Place(EvaluationContext evaluation, InterfaceFact target)
    {
        NetworkTrace? trace = (evaluation.Way is null ? evaluation.Traces : evaluation.OnwardTraces).FirstOrDefault(item =>
            item.Interface.Id == target.Id
        );
        bool isInside = evaluation.Way is null && target.SubnetId == evaluation.Call.Caller.SubnetId;
        return new NetworkPlace
        {
            NetworkInterfaceId = target.Id,
            VpcId = target.VpcId,
            SubnetId = target.SubnetId,
            AvailabilityZone = target.Zone,
            IpAddress = trace?.Address ?? target.AnyAddress,
            SecurityGroupId = target.SecurityGroupIds,
            NetworkAclId = isInside ? null : evaluation.Snapshot.Index.NetworkAcl(target.SubnetId, target.VpcId)?.Id,
            RouteTableId = evaluation.Snapshot.Index.RouteTable(target.SubnetId, target.VpcId)?.Id,
            IsReached = trace?.State switch
            {
                null or Disposition.Unknown => null,
                Disposition.Closed => false,
                _ => true,
            },
        };
    }

    // To each interface by its own address: a route may be for one of them alone.
    private static IEnumerable<string> Routes(EvaluationContext evaluation)
    {
        Caller caller = evaluation.Call.Caller;
        return !caller.IsInVpc || evaluation.Snapshot.Index.RouteTable(caller.SubnetId, caller.VpcId) is not { } table
            ? []
            : evaluation
                .Traces.Select(trace => RouteRules.Find(evaluation.Snapshot, table, trace.Address))
                .OfType<RouteFact>()
                .Select(route => $"{route.Destination} {route.Target}")
                .Distinct(StringComparer.Ordinal);
    }
}
