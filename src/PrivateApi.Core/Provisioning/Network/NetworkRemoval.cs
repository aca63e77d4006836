using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws;
using PrivateApi.CommandLines;
using PrivateApi.Model;

namespace PrivateApi.Provisioning;

/// <summary>
/// Takes a network away: first everything that could stand in the way is looked for, then our probes go, then what
/// the network is made of, the VPC with the identity tags last, so that a stopped removal can be run again.
/// </summary>
internal sealed class NetworkRemoval(AwsSession session, IProbeRemoval probes)
{
    private readonly Ec2Calls _calls = new(PlanTiming.Of(session));

    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>Refuses a VPC that is not ours or that holds more than this module put there; changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>NetworkNotFound</c>, <c>NotOurs</c>, <c>NetworkInUse</c>.</exception>
    public async Task<Vpc> CheckAsync(string vpcId, CancellationToken stop)
    {
        Vpc vpc = await new Networks(session).FindVpcAsync(vpcId, stop).ConfigureAwait(false)
            ?? throw new PrivateApiException("NetworkNotFound", FaultKind.NotFound, $"There is no VPC {vpcId} in {session.Region}. Get-PrivateApiNetwork lists the networks.", vpcId);
        if (!Networks.IsOurs(vpc))
        {
            throw new PrivateApiException("NotOurs", FaultKind.Conflict, $"{vpcId} has no tag {ResourceTags.Name}, so New-PrivateApiNetwork did not make it, and Remove-PrivateApiNetwork leaves it alone. Remove-EC2Vpc removes it if that is what you want.", vpcId);
        }

        NetworkContents contents = await NetworkContents.ReadAsync(Ec2, vpc, stop).ConfigureAwait(false);
        IReadOnlyList<ProbeFunction> ours = await probes.ListAsync(vpcId, stop).ConfigureAwait(false);
        IReadOnlyList<string> holders = contents.Holders(ours);
        if (holders.Count > 0)
        {
            string advice = contents.Endpoint.Any(EndpointStates.IsExecuteApi)
                ? $"Remove the endpoints first: {CommandLine.Of("Get-PrivateApiEndpoint").With("VpcId", vpcId)} | {CommandLine.Of("Remove-PrivateApiEndpoint")}"
                : "Remove what holds it first; nothing was deleted.";
            throw new PrivateApiException("NetworkInUse", FaultKind.Conflict, $"{vpcId} is in use by {string.Join("; ", holders)}. {advice}", vpcId);
        }

        return vpc;
    }

    /// <summary>Takes it away, waiting until that is true.</summary>
    /// <exception cref="PrivateApiException">As <see cref="CheckAsync"/>, and <c>TimedOut</c>.</exception>
    public async Task RemoveAsync(string vpcId, IProgress<Notice> notices, CancellationToken stop)
    {
        Vpc vpc = await CheckAsync(vpcId, stop).ConfigureAwait(false);
        await probes.RemoveAsync(vpcId, notices, stop).ConfigureAwait(false);
        NetworkContents contents = await NetworkContents.ReadAsync(Ec2, vpc, stop).ConfigureAwait(false);
        List<(string Id, Func<CancellationToken, Task> Delete)> work =
        [
            .. contents.SecurityGroup.Where(group => group.GroupName != "default").Select(group => Work(group.GroupId, token => Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, token))),
            .. contents.RouteTable.SelectMany(Associations).Select(id => Work(id, token => Ec2.DisassociateRouteTableAsync(new DisassociateRouteTableRequest { AssociationId = id }, token))),
            .. contents.Subnet.Select(subnet => Work(subnet.SubnetId, token => Ec2.DeleteSubnetAsync(new DeleteSubnetRequest(subnet.SubnetId), token))),
            .. contents.RouteTable.Where(table => !NetworkContents.IsMain(table)).Select(table => Work(table.RouteTableId, token => Ec2.DeleteRouteTableAsync(new DeleteRouteTableRequest { RouteTableId = table.RouteTableId }, token))),
            .. contents.NetworkAcl.Where(acl => acl.IsDefault != true).Select(acl => Work(acl.NetworkAclId, token => Ec2.DeleteNetworkAclAsync(new DeleteNetworkAclRequest { NetworkAclId = acl.NetworkAclId }, token))),
            .. contents.InternetGateway.Where(gateway => gateway.Attachments is { Count: > 0 }).Select(gateway => Work($"the attachment of {gateway.InternetGatewayId}", token => Ec2.DetachInternetGatewayAsync(new DetachInternetGatewayRequest { InternetGatewayId = gateway.InternetGatewayId, VpcId = vpcId }, token))),
            .. contents.InternetGateway.Select(gateway => Work(gateway.InternetGatewayId, token => Ec2.DeleteInternetGatewayAsync(new DeleteInternetGatewayRequest { InternetGatewayId = gateway.InternetGatewayId }, token))),
            Work(vpcId, token => Ec2.DeleteVpcAsync(new DeleteVpcRequest(vpcId), token)),
        ];

        string activity = $"Remove network {vpcId}";
        try
        {
            for (int i = 0; i < work.Count; i++)
            {
                notices.Report(Notice.Progress(activity, $"Deleting {work[i].Id}", 100 * i / work.Count));
                await _calls.DeleteAsync(work[i].Id, work[i].Delete, notices, stop).ConfigureAwait(false);
                notices.Report(Notice.Verbose($"Deleted {work[i].Id}."));
            }
        }
        finally
        {
            notices.Report(Notice.Done(activity));
        }
    }

    private static IEnumerable<string> Associations(RouteTable table) =>
        (table.Associations ?? []).Where(association => association.Main != true).Select(association => association.RouteTableAssociationId);

    private static (string Id, Func<CancellationToken, Task> Delete) Work(string id, Func<CancellationToken, Task> delete) => (id, delete);
}
