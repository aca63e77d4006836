using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Removes an endpoint: our probes in its VPC first, then the endpoint, then the security group created for it.</summary>
internal sealed class EndpointRemoval(AwsSession session, IProbeRemoval probes)
{
    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>The command that removes an endpoint.</summary>
    public static CommandLine Command(string id) => CommandLine.ForCmdlet("Remove-PrivateApiEndpoint").With("VpcEndpointId", id);

    /// <summary>Says what would be removed; refuses while REST APIs are associated with it. Changes nothing.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="force">True to remove it although APIs still name it.</param>
    /// <param name="stop">Stops the calls.</param>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>, <c>EndpointInUse</c>.</exception>
    public async Task<Endpoint> CheckAsync(string id, bool force, CancellationToken stop)
    {
        Endpoints endpoints = new(session, probes);
        Endpoint endpoint = await FindInterruptedAsync(endpoints, id, stop) ?? await endpoints.GetAsync(id, stop);
        IReadOnlyList<string> apis = force ? [] : await EndpointUsers.OfAsync(session, id, stop);
        return apis.Count == 0
            ? endpoint
            : throw new PrivateApiException(
                "EndpointInUse",
                FaultKind.Conflict,
                $"{id} is associated with {string.Join(", ", apis)}, which would keep a dead id. "
                    + "Remove the association with Set-PrivateApi or the API with Remove-PrivateApi, or use -Force.",
                id
            );
    }

    /// <summary>What goes with it, a line each. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(Endpoint endpoint, CancellationToken stop)
    {
        (IReadOnlyList<LeadingZone> zones, string? unread) = await ZonesAsync(endpoint, stop);
        return
        [
            .. await RemovalSurvey.OfProbesAsync(probes, endpoint.VpcId, stop),
            $"Endpoint {endpoint.VpcEndpointId} in {endpoint.VpcId}",
            .. endpoint.NetworkInterface.Select(item => $"Network interface {item.NetworkInterfaceId} of the endpoint"),
            .. endpoint.Name is { } name
                ? (await GroupsAsync(name, endpoint.VpcId, stop)).Select(group =>
                    $"Security group {group.GroupId}, created for the endpoint, unless something else uses it"
                )
                : [],
            .. zones.SelectMany(zone => zone.Lines),
            .. unread is null ? (string[])[] : [unread],
        ];
    }

    /// <summary>As <see cref="SurveyAsync"/>, of what a stopped removal left.</summary>
    public async Task<IReadOnlyList<string>> SurveyRestAsync(string name, string vpcId, CancellationToken stop) =>
        [
            .. await RemovalSurvey.OfProbesAsync(probes, vpcId, stop),
            .. (await GroupsAsync(name, vpcId, stop)).Select(group => $"Security group {group.GroupId}, created for the endpoint"),
        ];

    /// <summary>Removes it, and waits until it and its network interfaces are gone.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, or the code of AWS's refusal.</exception>
    public async Task RemoveAsync(Endpoint endpoint, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string id = endpoint.VpcEndpointId;
        await probes.RemoveAsync(endpoint.VpcId, progress, stop);

        // Before the endpoint, so that a run that is stopped leaves nothing that the next one does not find.
        (IReadOnlyList<LeadingZone> zones, string? unread) = await ZonesAsync(endpoint, stop);
        foreach (LeadingZone zone in zones.Where(zone => zone.IsRemovable))
        {
            await new EndpointZones(session).RemoveAsync(zone, progress, stop);
        }

        IReadOnlyList<string> interfaces = await EndpointDeletion.DeleteAsync(Ec2, _calls, id, stop);
        await EndpointWait.UntilGoneAsync(Ec2, id, interfaces, EndpointWait.DefaultLimit, progress, stop);
        progress.Report(ProgressEvent.Verbose($"Deleted {id}."));
        foreach (
            string words in zones
                .Where(zone => !zone.IsRemovable)
                .SelectMany(zone => zone.Records.Select(record => EndpointZones.Stays(zone.Id, zone.Name, record)))
        )
        {
            progress.Report(ProgressEvent.Warning($"{id} is gone, and this leads nowhere now: {words}"));
        }

        if (unread is not null)
        {
            progress.Report(ProgressEvent.Warning(unread));
        }

        if (endpoint.Name is { } name)
        {
            await RemoveGroupAsync(name, endpoint.VpcId, progress, stop);
        }
    }

    /// <summary>
    /// The VPCs with the security group created for an endpoint of this name and without the endpoint: a removal was stopped in
    /// between.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindInterruptedAsync(string name, CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new() { Filters = Ec2Tags.OfStep(name, EndpointSteps.SecurityGroup) };
        List<SecurityGroup> groups = await Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop);
        IReadOnlyList<VpcEndpoint> endpoints = groups.Count == 0 ? [] : await Endpoints.AllAsync(Ec2, null, stop);
        HashSet<string> served =
        [
            .. endpoints
                .Where(item => !EndpointStates.IsGone(item) && Ec2Tags.Value(item.Tags, ResourceTags.Name) == name)
                .Select(item => item.VpcId),
        ];
        return [.. groups.Select(group => group.VpcId).Where(vpcId => !served.Contains(vpcId)).Distinct()];
    }

    /// <summary>Finishes such a removal.</summary>
    public async Task FinishAsync(string name, string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await probes.RemoveAsync(vpcId, progress, stop);
        await RemoveGroupAsync(name, vpcId, progress, stop);
    }

    private Task<(IReadOnlyList<LeadingZone> Zones, string? Unread)> ZonesAsync(Endpoint endpoint, CancellationToken stop) =>
        new EndpointZones(session).FindAsync(endpoint.VpcEndpointId, endpoint.VpcId, stop);

    /// <summary>
    /// An endpoint of ours that is deleted while the security group created for it still exists: its removal was stopped in between.
    /// EC2 shows a deleted endpoint for some time, and with it the name by which its security group is found.
    /// </summary>
    private async Task<Endpoint?> FindInterruptedAsync(Endpoints endpoints, string id, CancellationToken stop) =>
        await EndpointsById.FindAsync(Ec2, id, stop) is { } found
        && EndpointStates.IsGone(found)
        && EndpointStates.IsExecuteApi(found)
        && Ec2Tags.Value(found.Tags, ResourceTags.Name) is { } name
        && (await GroupsAsync(name, found.VpcId, stop)).Count > 0
            ? await endpoints.DescribeAsync(found, stop)
            : null;

    private Task<List<SecurityGroup>> GroupsAsync(string name, string vpcId, CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new()
        {
            Filters = [.. Ec2Tags.OfStep(name, EndpointSteps.SecurityGroup), Ec2Tags.Filter("vpc-id", vpcId)],
        };
        return Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop);
    }

    private async Task RemoveGroupAsync(string name, string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        foreach (SecurityGroup group in await GroupsAsync(name, vpcId, stop))
        {
            DescribeNetworkInterfacesRequest users = new() { Filters = [Ec2Tags.Filter("group-id", group.GroupId)] };
            List<NetworkInterface> others = await Ec2.Paginators.DescribeNetworkInterfaces(users).NetworkInterfaces.ToListAsync(stop);
            if (others.Count > 0)
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"Security group {group.GroupId}, created for this endpoint, stays: "
                            + $"it is used by {string.Join("; ", others.Select(NetworkContents.Describe))}. "
                            + $"{SecurityGroupSteps.Remove(group.GroupId)} removes it later."
                    )
                );
                continue;
            }

            await _calls.DeleteAsync(
                group.GroupId,
                token => Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, token),
                progress,
                stop
            );
            progress.Report(ProgressEvent.Verbose($"Deleted {group.GroupId}."));
        }
    }
}
