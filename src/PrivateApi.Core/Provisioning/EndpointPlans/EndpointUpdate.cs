using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Editing;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Changes an endpoint: works out the difference, checks it, makes the change and waits until it has taken effect.</summary>
internal sealed class EndpointUpdate(AwsSession session)
{
    private static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(5);

    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>Works out and checks what has to be changed. Changes nothing.</summary>
    /// <param name="id">The endpoint.</param>
    /// <param name="wanted">The change.</param>
    /// <param name="progress">Where warnings go.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>, <c>InvalidPolicy</c>, and those of
    /// <see cref="EndpointChecks"/> and <see cref="PolicyEdits.Apply"/>.</exception>
    public async Task<EndpointModification> PlanAsync(
        string id,
        EndpointChange wanted,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        VpcEndpoint? endpoint = await EndpointsById.FindAsync(Ec2, id, stop);
        if (endpoint is null || EndpointStates.IsLeaving(endpoint))
        {
            throw Endpoints.NotFound(id, $"There is no endpoint {id} in {session.Region}. Get-PrivateApiEndpoint lists the endpoints.");
        }

        if (!EndpointStates.IsExecuteApi(endpoint))
        {
            throw Endpoints.NotForApis(endpoint);
        }

        List<string> lines = [];
        ModifyVpcEndpointRequest request = new() { VpcEndpointId = id };
        IReadOnlyList<string> current = endpoint.SubnetIds ?? [];
        IReadOnlyList<string> subnets = wanted.SubnetIds is null ? current : [.. wanted.SubnetIds.Distinct()];
        await CheckAsync(endpoint, wanted, subnets, stop);

        request.AddSubnetIds = Difference(lines, "Add subnet", subnets, current);
        request.RemoveSubnetIds = Difference(lines, "Remove subnet", current, subnets);
        if (wanted.SecurityGroupIds is { } groups)
        {
            List<string> has = [.. (endpoint.Groups ?? []).Select(group => group.GroupId)];
            request.AddSecurityGroupIds = Difference(lines, "Add security group", groups, has);
            request.RemoveSecurityGroupIds = Difference(lines, "Remove security group", has, groups);
        }

        if (wanted.PrivateDnsEnabled is { } dns && dns != (endpoint.PrivateDnsEnabled == true))
        {
            lines.Add($"Turn private DNS {(dns ? "on" : "off")}");
            request.PrivateDnsEnabled = dns;
        }

        if (wanted.Policy is { } policy && !EndpointPolicy.AreSame(endpoint.PolicyDocument, policy))
        {
            lines.Add("Replace the endpoint policy");
            request.PolicyDocument = EndpointPolicy.Compact(policy);
        }

        if (wanted.PolicyEdits is { IsEmpty: false } edits && EndpointPolicy.Edit(endpoint.PolicyDocument, edits) is var edit)
        {
            foreach (string note in edit.Notes)
            {
                progress.Report(ProgressEvent.Warning(note));
            }

            lines.AddRange(edit.Changes.Select(change => $"Edit the endpoint policy, {change}"));
            request.PolicyDocument = edit.Changes.Count > 0 ? EndpointPolicy.Compact(edit.Policy) : null;
        }

        if (wanted.IpAddressType is { } type && type != (endpoint.IpAddressType?.Value ?? "ipv4"))
        {
            // The names' records are a setting of their own, which AWS does not say to follow: without it the new family is not called.
            bool isNamed = type == "dualstack" && endpoint.DnsOptions?.DnsRecordIpType?.Value == "service-defined";
            lines.Add($"Change the IP address type{(isNamed ? string.Empty : " and the DNS record IP type")} to {type}");
            request.IpAddressType = IpAddressType.FindValue(type);
            request.DnsOptions = isNamed ? null : new DnsOptionsSpecification { DnsRecordIpType = DnsRecordIpType.FindValue(type) };
        }

        return new EndpointModification(id, await InOrderAsync(request, stop), lines)
        {
            TakenVpcId = request.PrivateDnsEnabled == true ? endpoint.VpcId : null,
            DnsEffect = request.PrivateDnsEnabled switch
            {
                true => $"Private DNS of {id} goes on: all names of execute-api lead to it from everywhere in {endpoint.VpcId}.",
                false =>
                    $"Private DNS of {id} goes off: the names of private APIs lead nowhere from {endpoint.VpcId}, except by alias, by the "
                        + "endpoint's own name, or by a private zone.",
                null => null,
            },
        };
    }

    /// <summary>Makes the change and waits until it has taken effect.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointFailed</c>, <c>TimedOut</c>.</exception>
    public async Task ApplyAsync(EndpointModification change, TimeSpan limit, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        foreach (ModifyVpcEndpointRequest request in change.Requests)
        {
            await Polling.UntilAsync(
                $"Changing endpoint {change.VpcEndpointId}",
                BusyInterval,
                limit,
                token => TryModifyAsync(request, token),
                progress,
                stop
            );
            await EndpointWait.UntilCompleteAsync(Ec2, _calls, change.VpcEndpointId, limit, progress, stop);
        }

        foreach (string line in change.Descriptions)
        {
            progress.Report(ProgressEvent.Verbose($"{change.VpcEndpointId}: {line}"));
        }
    }

    private async Task CheckAsync(VpcEndpoint endpoint, EndpointChange wanted, IReadOnlyList<string> subnetIds, CancellationToken stop)
    {
        EndpointChecks checks = new(session);
        if (wanted.PrivateDnsEnabled == true && endpoint.PrivateDnsEnabled != true)
        {
            await checks.RequireDnsAsync(endpoint.VpcId, stop);
            await checks.RequireNoConflictAsync(
                endpoint.VpcId,
                endpoint.ServiceName,
                other => other.VpcEndpointId == endpoint.VpcEndpointId,
                stop
            );
        }

        if (wanted.SubnetIds is not null || wanted.IpAddressType is not null)
        {
            ExecuteApiService service = await ExecuteApiService.FindAsync(session, stop);
            IReadOnlyList<Subnet> subnets = await checks.RequireSubnetsAsync(endpoint.VpcId, subnetIds, stop);
            EndpointChecks.RequireZones(subnets, service);
            SubnetFamilies.Require(subnets, wanted.IpAddressType ?? endpoint.IpAddressType?.Value, service);
        }

        if (wanted.SecurityGroupIds is { } groups)
        {
            await checks.RequireGroupsAsync(endpoint.VpcId, groups, stop);
        }
    }

    /// <summary>
    /// There can be one subnet per zone, so if one replaces another in its zone, the old one is removed first, in a separate call.
    /// </summary>
    private async Task<IReadOnlyList<ModifyVpcEndpointRequest>> InOrderAsync(ModifyVpcEndpointRequest request, CancellationToken stop)
    {
        if (request.AddSubnetIds.Count == 0 || request.RemoveSubnetIds.Count == 0)
        {
            return [request];
        }

        DescribeSubnetsRequest both = new()
        {
            Filters = [Ec2Tags.Filter("subnet-id", request.AddSubnetIds.Concat(request.RemoveSubnetIds))],
        };
        List<Subnet> subnets = await Ec2.Paginators.DescribeSubnets(both).Subnets.ToListAsync(stop);
        if (subnets.DistinctBy(subnet => subnet.AvailabilityZone).Count() == subnets.Count)
        {
            return [request];
        }

        ModifyVpcEndpointRequest removal = new() { VpcEndpointId = request.VpcEndpointId, RemoveSubnetIds = request.RemoveSubnetIds };
        request.RemoveSubnetIds = [];
        return [removal, request];
    }

    private async Task<bool> TryModifyAsync(ModifyVpcEndpointRequest request, CancellationToken stop)
    {
        try
        {
            await Ec2.ModifyVpcEndpointAsync(request, stop);
            return true;
        }
        catch (AmazonEC2Exception e) when (e.Message.Contains("idempotent operation going on", StringComparison.OrdinalIgnoreCase))
        {
            // Another change of this endpoint is in progress: mongodb/terraform-provider-mongodbatlas issue 590.
            return false;
        }
    }

    private static List<string> Difference(List<string> lines, string verb, IEnumerable<string> those, IEnumerable<string> without)
    {
        List<string> difference = [.. those.Except(without)];
        lines.AddRange(difference.Select(id => $"{verb} {id}"));
        return difference;
    }
}
