using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>
/// Removes a network: first it looks for everything that could block the removal, then removes our probes, then the parts
/// of the network, and last the VPC with the identity tags, so that a stopped removal can be run again.
/// </summary>
internal sealed class NetworkRemoval(AwsSession session, IProbeRemoval probes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    /// <summary>How long to wait for what disappears by itself: interfaces of deleted endpoints and functions stay for minutes.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(15);

    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>Refuses a VPC that is not ours or that contains more than this module put there; changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>NetworkNotFound</c>, <c>NotOurs</c>, <c>NetworkInUse</c>.</exception>
    public async Task<Vpc> CheckAsync(string vpcId, CancellationToken stop)
    {
        Vpc vpc =
            await new Networks(session).FindVpcAsync(vpcId, stop)
            ?? throw new PrivateApiException(
                "NetworkNotFound",
                FaultKind.NotFound,
                $"There is no VPC {vpcId} in {session.Region}. Get-PrivateApiNetwork lists the networks.",
                vpcId
            );
        if (!Networks.IsOurs(vpc))
        {
            throw new PrivateApiException(
                "NotOurs",
                FaultKind.Conflict,
                $"{vpcId} has no tag {ResourceTags.Name}, so New-PrivateApiNetwork did not create it, and "
                    + "Remove-PrivateApiNetwork leaves it alone. Use Remove-EC2Vpc if you want to remove it.",
                vpcId
            );
        }

        await RequireFreeAsync(vpc, "nothing was deleted", stop);
        return vpc;
    }

    /// <summary>What goes with it, a line each. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(string vpcId, CancellationToken stop)
    {
        Vpc vpc = await CheckAsync(vpcId, stop);
        NetworkContents contents = await NetworkContents.ReadAsync(Ec2, vpc, stop);
        return
        [
            .. await RemovalSurvey.OfProbesAsync(probes, vpcId, stop),
            .. contents
                .SecurityGroups.Where(group => group.GroupName != "default")
                .Select(group => $"Security group {group.GroupId} ({group.GroupName})"),
            .. contents.Subnets.Select(subnet => $"Subnet {subnet.SubnetId} ({SubnetRanges.First(subnet)}, {subnet.AvailabilityZone})"),
            .. contents.RouteTables.Where(table => !NetworkContents.IsMain(table)).Select(table => $"Route table {table.RouteTableId}"),
            .. contents.NetworkAcls.Where(acl => acl.IsDefault != true).Select(acl => $"Network ACL {acl.NetworkAclId}"),
            .. contents.InternetGateways.Select(gateway => $"Internet gateway {gateway.InternetGatewayId}"),
            $"VPC {vpcId} ({vpc.CidrBlock}), with its default security group, network ACL and route table",
        ];
    }

    /// <summary>
    /// Removes it, and waits until it is gone. If anything blocks the removal, it looks again: something may have been created since
    /// the last look, or may have been too new to be visible.
    /// </summary>
    /// <exception cref="PrivateApiException">As <see cref="CheckAsync"/>, and <c>TimedOut</c>; both name what uses the VPC.</exception>
    public async Task RemoveAsync(string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        Vpc vpc = await CheckAsync(vpcId, stop);
        await probes.RemoveAsync(vpcId, progress, stop);
        string activity = $"Remove network {vpcId}";
        try
        {
            await Polling.UntilAsync(
                $"Waiting for the contents of {vpcId} to be deleted",
                Interval,
                Limit,
                token => PassAsync(activity, vpc, progress, token),
                progress,
                stop
            );
        }
        finally
        {
            progress.Report(ProgressEvent.Done(activity));
        }
    }

    /// <summary>Deletes what can be deleted now.</summary>
    private async Task<Poll<bool>> PassAsync(string activity, Vpc vpc, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        NetworkContents contents = await RequireFreeAsync(
            vpc,
            "everything in the network that could be deleted is deleted; the same command deletes the rest",
            stop
        );
        List<(string Id, Func<CancellationToken, Task> Delete)> work = Work(vpc.VpcId, contents);
        List<string> blocked = [];
        for (int i = 0; i < work.Count && (i < work.Count - 1 || blocked.Count == 0); i++)
        {
            (string id, Func<CancellationToken, Task> delete) = work[i];
            progress.Report(ProgressEvent.Progress(activity, $"Deleting {id}", 100 * i / work.Count));
            if (await _calls.DeleteOnceAsync(delete, stop) is { } why)
            {
                blocked.Add($"{id} {why}");
            }
            else
            {
                progress.Report(ProgressEvent.Verbose($"Deleted {id}."));
            }
        }

        // Lambda and the endpoints' service release their interfaces in their own time.
        return blocked.Count == 0
            ? Polling.Ready(true)
            : Polling.NotYet<bool>(string.Join("; ", [.. contents.Interfaces.Select(NetworkContents.Describe), .. blocked]));
    }

    private List<(string Id, Func<CancellationToken, Task> Delete)> Work(string vpcId, NetworkContents contents) =>
        [
            .. contents
                .SecurityGroups.Where(group => group.GroupName != "default")
                .Select(group =>
                    Work(
                        group.GroupId,
                        token => Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, token)
                    )
                ),
            .. contents
                .RouteTables.SelectMany(Associations)
                .Select(id =>
                    Work(id, token => Ec2.DisassociateRouteTableAsync(new DisassociateRouteTableRequest { AssociationId = id }, token))
                ),
            .. contents.Subnets.Select(subnet =>
                Work(subnet.SubnetId, token => Ec2.DeleteSubnetAsync(new DeleteSubnetRequest(subnet.SubnetId), token))
            ),
            .. contents
                .RouteTables.Where(table => !NetworkContents.IsMain(table))
                .Select(table =>
                    Work(
                        table.RouteTableId,
                        token => Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = table.RouteTableId }, token)
                    )
                ),
            .. contents
                .NetworkAcls.Where(acl => acl.IsDefault != true)
                .Select(acl =>
                    Work(
                        acl.NetworkAclId,
                        token => Ec2.DeleteNetworkAclAsync(new DeleteNetworkAclRequest { NetworkAclId = acl.NetworkAclId }, token)
                    )
                ),
            .. contents
                .InternetGateways.Where(gateway => gateway.Attachments is { Count: > 0 })
                .Select(gateway =>
                    Work(
                        $"the attachment of {gateway.InternetGatewayId}",
                        token =>
                            Ec2.DetachInternetGatewayAsync(
                                new DetachInternetGatewayRequest { InternetGatewayId = gateway.InternetGatewayId, VpcId = vpcId },
                                token
                            )
                    )
                ),
            .. contents.InternetGateways.Select(gateway =>
                Work(
                    gateway.InternetGatewayId,
                    token =>
                        Ec2.DeleteInternetGatewayAsync(
                            new DeleteInternetGatewayRequest { InternetGatewayId = gateway.InternetGatewayId },
                            token
                        )
                )
            ),
            Work(vpcId, token => Ec2.DeleteVpcAsync(new DeleteVpcRequest(vpcId), token)),
        ];

    private async Task<NetworkContents> RequireFreeAsync(Vpc vpc, string state, CancellationToken stop)
    {
        // Probes before interfaces: one that another command removes in between would leave an interface that nobody has.
        IReadOnlyList<ProbeFunction> ours = await probes.ListAsync(vpc.VpcId, stop);
        IReadOnlyList<string> leaving = await probes.ListLeavingAsync(vpc.VpcId, stop);
        NetworkContents contents = await NetworkContents.ReadAsync(Ec2, vpc, stop);
        IReadOnlyList<string> holders = contents.Holders(ours, leaving);
        if (holders.Count == 0)
        {
            return contents;
        }

        string advice = contents.VpcEndpoints.Any(endpoint => EndpointStates.IsExecuteApi(endpoint) && !EndpointStates.IsLeaving(endpoint))
            ? $"Remove the endpoints first: {CommandLine.ForCmdlet("Get-PrivateApiEndpoint").With("VpcId", vpc.VpcId)} "
                + $"| {CommandLine.ForCmdlet("Remove-PrivateApiEndpoint")}"
            : $"Remove what uses it first; {state}.";
        throw new PrivateApiException(
            "NetworkInUse",
            FaultKind.Conflict,
            $"{vpc.VpcId} is in use by {string.Join("; ", holders)}. {advice}",
            vpc.VpcId
        );
    }

    private static IEnumerable<string> Associations(RouteTable table) =>
        (table.Associations ?? [])
            .Where(association => association.Main != true)
            .Select(association => association.RouteTableAssociationId);

    private static (string Id, Func<CancellationToken, Task> Delete) Work(string id, Func<CancellationToken, Task> delete) => (id, delete);
}
