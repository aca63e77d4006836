// Over 250 lines: one short check after another, all before anything is created.
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>
/// Finds what AWS would refuse, or accept without it working, before anything is created. Each check throws with the
/// remedy.
/// </summary>
internal sealed class EndpointChecks(AwsSession session)
{
    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    private IAmazonEC2 Ec2 => session.Ec2;

    /// <summary>All checks of a new endpoint.</summary>
    public async Task<EndpointPlacement> PlaceAsync(EndpointSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        ExecuteApiService service = await ExecuteApiService.FindAsync(session, stop);
        Vpc vpc = await RequireVpcAsync(spec.VpcId, stop);
        if (spec.PrivateDnsEnabled)
        {
            await RequireDnsAsync(spec.VpcId, stop);
            await RequireNoConflictAsync(spec.VpcId, service.Name, endpoint => IsNamed(endpoint, spec.Name), stop);
        }

        IReadOnlyList<Subnet> subnets =
            spec.SubnetIds.Count > 0
                ? await RequireSubnetsAsync(spec.VpcId, spec.SubnetIds, stop)
                : await PrivateSubnets.OnePerZoneAsync(Ec2, spec.VpcId, service, spec.IpAddressType, progress, stop);
        RequireZones(subnets, service);
        SubnetFamilies.Require(subnets, spec.IpAddressType, service);
        await RequireGroupsAsync(spec.VpcId, spec.SecurityGroupIds, stop);
        return new EndpointPlacement(service.Name, [.. subnets.Select(subnet => subnet.SubnetId)], Ranges(vpc, spec.IpAddressType));
    }

    /// <exception cref="PrivateApiException"><c>VpcNotFound</c>.</exception>
    public async Task<Vpc> RequireVpcAsync(string vpcId, CancellationToken stop) =>
        await new Networks(session).FindVpcAsync(vpcId, stop)
        ?? throw new PrivateApiException(
            "VpcNotFound",
            FaultKind.NotFound,
            $"There is no VPC {vpcId} in {session.Region}. Check -VpcId and -Region, or create one with New-PrivateApiNetwork.",
            vpcId
        );

    /// <exception cref="PrivateApiException"><c>VpcDnsDisabled</c>.</exception>
    public async Task RequireDnsAsync(string vpcId, CancellationToken stop)
    {
        List<string> missing = [];
        foreach (
            (VpcAttributeName attribute, string parameter) in new[]
            {
                (VpcAttributeName.EnableDnsSupport, "EnableDnsSupport"),
                (VpcAttributeName.EnableDnsHostnames, "EnableDnsHostnames"),
            }
        )
        {
            if (!await _calls.OnNewAsync(token => VpcDns.IsOnAsync(Ec2, vpcId, attribute, token), stop))
            {
                missing.Add(parameter);
            }
        }

        if (missing.Count > 0)
        {
            // ModifyVpcAttribute takes one attribute per call.
            string remedy = string.Join(
                "; ",
                missing.Select(parameter => CommandLine.ForCmdlet("Edit-EC2VpcAttribute").With("VpcId", vpcId).With(parameter, true))
            );
            throw new PrivateApiException(
                "VpcDnsDisabled",
                FaultKind.Conflict,
                $"{vpcId} has {string.Join(" and ", missing)} turned off, and private DNS needs both attributes. "
                    + $"Turn them on ({remedy}), or use -NoPrivateDns.",
                vpcId
            );
        }
    }

    /// <exception cref="PrivateApiException"><c>PrivateDnsConflict</c>.</exception>
    public async Task RequireNoConflictAsync(string vpcId, string serviceName, Func<VpcEndpoint, bool> isItself, CancellationToken stop)
    {
        foreach (VpcEndpoint other in await Endpoints.AllAsync(Ec2, vpcId, stop))
        {
            if (
                other.ServiceName == serviceName
                && !isItself(other)
                && other.PrivateDnsEnabled == true
                && !EndpointStates.IsGone(other)
                && !EndpointStates.HasFailed(other)
            )
            {
                throw new PrivateApiException(
                    "PrivateDnsConflict",
                    FaultKind.Conflict,
                    $"{other.VpcEndpointId} already has private DNS for {serviceName} in {vpcId} "
                        + $"({EndpointStates.Name(other.State)}), and a VPC can have only one such endpoint. "
                        + "Use that endpoint, use -NoPrivateDns, or turn private DNS off there: "
                        + CommandLine
                            .ForCmdlet("Set-PrivateApiEndpoint")
                            .With("VpcEndpointId", other.VpcEndpointId)
                            .With("PrivateDnsEnabled", false),
                    other.VpcEndpointId
                );
            }
        }
    }

    /// <summary>Another run of the same command may have created it a moment ago.</summary>
    private static bool IsNamed(VpcEndpoint endpoint, string name) =>
        Ec2Tags.Value(endpoint.Tags, ResourceTags.Name) == name
        && Ec2Tags.Value(endpoint.Tags, ResourceTags.Step) == EndpointSteps.Endpoint;

    /// <exception cref="PrivateApiException"><c>SubnetNotFound</c>, <c>SubnetOutsideVpc</c>.</exception>
    public async Task<IReadOnlyList<Subnet>> RequireSubnetsAsync(string vpcId, IReadOnlyList<string> ids, CancellationToken stop)
    {
        DescribeSubnetsRequest request = new() { Filters = [Ec2Tags.Filter("subnet-id", ids)] };
        List<Subnet> subnets = await Ec2.Paginators.DescribeSubnets(request).Subnets.ToListAsync(stop);
        foreach (string id in ids)
        {
            Subnet subnet =
                subnets.Find(subnet => subnet.SubnetId == id)
                ?? throw new PrivateApiException(
                    "SubnetNotFound",
                    FaultKind.NotFound,
                    $"There is no subnet {id} in {session.Region}. Check -SubnetId and -Region.",
                    id
                );
            if (subnet.VpcId != vpcId)
            {
                throw new PrivateApiException(
                    "SubnetOutsideVpc",
                    FaultKind.InvalidArgument,
                    $"Subnet {id} is in {subnet.VpcId}, not in {vpcId}. Use subnets of one VPC.",
                    id
                );
            }
        }

        return [.. ids.Distinct().Select(id => subnets.Find(subnet => subnet.SubnetId == id)!)];
    }

    /// <exception cref="PrivateApiException"><c>DuplicateZone</c>, <c>ZoneNotSupported</c>.</exception>
    public static void RequireZones(IReadOnlyList<Subnet> subnets, ExecuteApiService service)
    {
        if (subnets.GroupBy(subnet => subnet.AvailabilityZone).FirstOrDefault(zone => zone.Count() > 1) is { } twice)
        {
            throw new PrivateApiException(
                "DuplicateZone",
                FaultKind.InvalidArgument,
                $"Subnets {string.Join(" and ", twice.Select(subnet => subnet.SubnetId))} are all in {twice.Key}; "
                    + "an endpoint can have one subnet per zone. Leave out all but one.",
                twice.Last().SubnetId
            );
        }

        if (subnets.FirstOrDefault(subnet => !service.AvailabilityZones.Contains(subnet.AvailabilityZone)) is { } outside)
        {
            throw new PrivateApiException(
                "ZoneNotSupported",
                FaultKind.InvalidArgument,
                $"Subnet {outside.SubnetId} is in {outside.AvailabilityZone}, where {service.Name} is not offered. "
                    + $"It is offered in {string.Join(", ", service.AvailabilityZones)}.",
                outside.SubnetId
            );
        }
    }

    /// <exception cref="PrivateApiException"><c>SecurityGroupNotFound</c>, <c>SecurityGroupOutsideVpc</c>.</exception>
    public async Task RequireGroupsAsync(string vpcId, IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0)
        {
            return;
        }

        DescribeSecurityGroupsRequest request = new() { Filters = [Ec2Tags.Filter("group-id", ids)] };
        List<SecurityGroup> groups = await Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop);
        foreach (string id in ids)
        {
            SecurityGroup group =
                groups.Find(group => group.GroupId == id)
                ?? throw new PrivateApiException(
                    "SecurityGroupNotFound",
                    FaultKind.NotFound,
                    $"There is no security group {id} in {session.Region}. Check -SecurityGroupId and -Region.",
                    id
                );
            if (group.VpcId != vpcId)
            {
                throw new PrivateApiException(
                    "SecurityGroupOutsideVpc",
                    FaultKind.InvalidArgument,
                    $"Security group {id} belongs to {group.VpcId}, not to {vpcId}. Use security groups of one VPC.",
                    id
                );
            }
        }
    }

    private static List<string> Ranges(Vpc vpc, string? ipAddressType)
    {
        List<string> ranges =
        [
            .. (vpc.CidrBlockAssociationSet ?? [])
                .Where(range => range.CidrBlockState?.State?.Value is null or "associated")
                .Select(range => range.CidrBlock),
        ];
        if (ranges.Count == 0)
        {
            ranges.Add(vpc.CidrBlock);
        }

        if (ipAddressType is not (null or "ipv4"))
        {
            ranges.AddRange((vpc.Ipv6CidrBlockAssociationSet ?? []).Select(range => range.Ipv6CidrBlock));
        }

        return ranges;
    }
}
