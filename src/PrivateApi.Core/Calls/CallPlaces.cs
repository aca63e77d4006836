using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using Endpoint = PrivateApi.Model.Endpoint;

namespace PrivateApi.Calls;

/// <summary>Finds out through which endpoint a call goes, and where a probe for it is placed.</summary>
internal sealed class CallPlaces(AwsSession session)
{
    private readonly Endpoints _endpoints = new(session, new NoProbes());

    /// <summary>An endpoint; null where it is another account's or may not be read.</summary>
    public async Task<Endpoint?> TryReadAsync(string id, CancellationToken stop)
    {
        try
        {
            return await _endpoints.GetAsync(id, stop);
        }
        catch (PrivateApiException e) when (e.ErrorId == "EndpointNotFound")
        {
            return null;
        }
        catch (AmazonEC2Exception e) when (ProbeErrors.IsForbidden(e))
        {
            return null;
        }
    }

    /// <summary>The endpoint whose private DNS answers in a VPC; null where there is none.</summary>
    public async Task<Endpoint?> PrivateDnsAsync(string vpcId, CancellationToken stop) =>
        (await _endpoints.ListAsync(vpcId, _ => true, stop)).FirstOrDefault(endpoint => endpoint.PrivateDnsEnabled);

    /// <summary>Where an instance is; null for one outside EC2, one that is gone, or one that may not be read.</summary>
    public async Task<InstancePlace?> TryReadInstanceAsync(string id, CancellationToken stop)
    {
        try
        {
            DescribeInstancesResponse found = await session.Ec2.DescribeInstancesAsync(
                new DescribeInstancesRequest { InstanceIds = [id] },
                stop
            );
            Instance? instance = (found.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault();
            return instance?.VpcId is null
                ? null
                : new InstancePlace(instance.VpcId, instance.SubnetId, [.. (instance.SecurityGroups ?? []).Select(group => group.GroupId)]);
        }
        catch (AmazonEC2Exception e)
            when (ProbeErrors.IsForbidden(e) || e.ErrorCode.StartsWith("InvalidInstanceI", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>The endpoint that a call from a VPC goes through; null where none is known.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>: the one that the user named.</exception>
    public async Task<Endpoint?> EndpointAsync(CallRequest request, Api api, string? vpcId, CancellationToken stop)
    {
        if (request.VpcEndpointId is not null)
        {
            return await _endpoints.GetAsync(request.VpcEndpointId, stop);
        }

        IReadOnlyList<string> named = EndpointChoice.NamedBy(api.AssociatedVpcEndpointId, api.Policy);
        List<Endpoint> found = [];
        foreach (string id in named)
        {
            if (await TryReadAsync(id, stop) is { } endpoint)
            {
                found.Add(endpoint);
            }
        }

        // A named one in the caller's VPC comes before all others there, which then need not be read.
        if (vpcId is not null && !found.Exists(endpoint => endpoint.VpcId == vpcId))
        {
            found.AddRange(await _endpoints.ListAsync(vpcId, _ => true, stop));
        }

        return EndpointChoice.Choose(
            found,
            endpoint => new EndpointCandidate(endpoint.VpcEndpointId, endpoint.VpcId, endpoint.PrivateDnsEnabled),
            named,
            vpcId
        );
    }

    /// <summary>Where a probe for the call goes.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointRequired</c>, <c>EndpointNotFound</c>, <c>SubnetNotFound</c>,
    /// <c>SecurityGroupRequired</c>, <c>IpAddressTypeNotSupported</c>.</exception>
    public async Task<ProbePlace> FindAsync(CallRequest request, Api api, CancellationToken stop)
    {
        string? vpcId = request.SubnetIds.Count > 0 ? await VpcOfAsync(request.SubnetIds, stop) : null;
        Endpoint? endpoint = await EndpointAsync(request, api, vpcId, stop);
        if (endpoint is null && vpcId is null)
        {
            throw new PrivateApiException(
                "EndpointRequired",
                FaultKind.InvalidArgument,
                $"API {api.RestApiId} names no endpoint that can be read, so it is not known where to call from. "
                    + "Name one with -VpcEndpointId, or a caller with -SubnetId and -SecurityGroupId; "
                    + "Get-PrivateApiEndpoint lists the endpoints.",
                api.RestApiId
            );
        }

        if (endpoint is null && request.SecurityGroupIds.Count == 0)
        {
            throw new PrivateApiException(
                "SecurityGroupRequired",
                FaultKind.InvalidArgument,
                $"API {api.RestApiId} names no endpoint that a security group for the probe could allow. "
                    + "Name the caller's security groups with -SecurityGroupId, or the endpoint with -VpcEndpointId.",
                api.RestApiId
            );
        }

        // AWS makes such an endpoint in IPv6-only subnets alone.
        if (request.SubnetIds.Count == 0 && endpoint is { IpAddressType: "ipv6" })
        {
            throw NoPlace(
                $"{endpoint.VpcEndpointId} is in IPv6-only subnets ({string.Join(", ", endpoint.SubnetId)})",
                endpoint.VpcEndpointId
            );
        }

        return new ProbePlace
        {
            VpcId = vpcId ?? endpoint!.VpcId,
            SubnetIds = request.SubnetIds.Count > 0 ? request.SubnetIds : endpoint!.SubnetId,
            SecurityGroupIds = request.SecurityGroupIds,
            Endpoint = endpoint,
            Domains = request.Url is { Host: { IsApiGateways: false, Name: { } domain } } ? [domain] : [],
        };
    }

    // Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC": IPv6 is for dual-stack subnets.
    private static PrivateApiException NoPlace(string what, string target) =>
        new(
            "IpAddressTypeNotSupported",
            FaultKind.InvalidArgument,
            $"{what}, where a Lambda function cannot be. Call from an instance there with -Via Ssm -InstanceId, "
                + "or name subnets with an IPv4 range with -SubnetId.",
            target
        );

    private async Task<string> VpcOfAsync(IReadOnlyList<string> subnetIds, CancellationToken stop)
    {
        List<Subnet> subnets;
        try
        {
            subnets =
                (await session.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. subnetIds] }, stop)).Subnets ?? [];
        }
        catch (AmazonEC2Exception e)
            when (e.ErrorCode is "InvalidSubnetID.NotFound" or "InvalidSubnetID.Malformed" or "InvalidSubnetId.Malformed")
        {
            throw new PrivateApiException(
                "SubnetNotFound",
                FaultKind.NotFound,
                $"{e.Message.TrimEnd()} in {session.Region}. Name the caller's subnets in one VPC with -SubnetId.",
                subnetIds[0]
            );
        }

        if (subnets.Find(SubnetRanges.IsIpv6Only) is { } native)
        {
            throw NoPlace($"Subnet {native.SubnetId} is IPv6-only", native.SubnetId);
        }

        List<string> vpcs = [.. subnets.Select(subnet => subnet.VpcId).Distinct()];
        return vpcs.Count == 1
            ? vpcs[0]
            : throw new PrivateApiException(
                "SubnetMismatch",
                FaultKind.InvalidArgument,
                $"The subnets are in different VPCs: {string.Join(", ", vpcs)}. A caller is in one VPC; "
                    + "name subnets of one VPC with -SubnetId.",
                subnetIds[0]
            );
    }
}
