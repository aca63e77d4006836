using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Finds the caller that a user names: an existing interface, or any place in a subnet.</summary>
internal sealed class CallerReads(AwsSession session)
{
    /// <summary>The callers; a single one without a caller, several if a function or the user has several subnets.</summary>
    /// <exception cref="PrivateApiException"><c>CallerNotFound</c>.</exception>
    public async Task<IReadOnlyList<Caller>> FindAsync(CallerRequest request, CancellationToken stop) =>
        request switch
        {
            { IsOnPremises: true } =>
            [
                new Caller
                {
                    Kind = CallerKind.OnPremises,
                    Label = $"{request.SourceIp} on premises, through the gateway of {request.VpcId}",
                    VpcId = request.VpcId,
                    Address = V4(request.SourceIp),
                    Ipv6Address = V6(request.SourceIp),
                    ForwardsNames = request.ForwardsNames,
                },
            ],
            { NetworkInterfaceId: { } id } => await OfInterfacesAsync(
                Ec2Tags.Filter("network-interface-id", id),
                id,
                "network interface",
                stop
            ),
            { InstanceId: { } id } => await OfInterfacesAsync(
                Ec2Tags.Filter("attachment.instance-id", id),
                id,
                "instance with a network interface",
                stop
            ),
            { FunctionName: { } name } => await OfFunctionAsync(name, stop),
            { SubnetIds.Count: > 0 } => await OfSubnetsAsync(request.SubnetIds, request.SecurityGroupIds, stop),
            { VpcId: { } vpc, SourceIp: { } address } => [await OfAddressAsync(vpc, address, request.SecurityGroupIds, stop)],
            _ => [Caller.Nobody],
        };

    // An instance's own routes say which of its interfaces a call leaves by, and AWS does not know those: each is a caller.
    private async Task<IReadOnlyList<Caller>> OfInterfacesAsync(Filter filter, string name, string kind, CancellationToken stop)
    {
        List<NetworkInterface> found = await session
            .Ec2.Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest { Filters = [filter] })
            .NetworkInterfaces.ToListAsync(stop);
        return found.Count == 0
            ? throw NotFound(kind, name)
            :
            [
                .. found
                    .OrderBy(item => item.Attachment?.DeviceIndex ?? 0)
                    .Select(item => OfInterface(item, found.Count == 1 ? name : $"{name}, {item.NetworkInterfaceId}")),
            ];
    }

    // EC2's interface types have none for resource gateways, so that description and requester have to say it. Which of its many addresses
    // a call has is not known (VPC Lattice guide, "Resource gateways", "IPv4 addresses per ENI").
    private static Caller OfInterface(NetworkInterface item, string name)
    {
        Caller caller = OfFact(NetworkFactReader.NetworkInterface(item), name);
        return new[] { item.InterfaceType?.Value, item.Description, item.RequesterId }.Any(text =>
            text?.Contains("lattice", StringComparison.OrdinalIgnoreCase) == true
        )
            ? caller with
            {
                IsResourceGateway = true,
                Address = null,
                Ipv6Address = null,
            }
            : caller;
    }

    private async Task<IReadOnlyList<Caller>> OfFunctionAsync(string name, CancellationToken stop)
    {
        try
        {
            GetFunctionConfigurationResponse function = await session.Lambda.GetFunctionConfigurationAsync(
                new GetFunctionConfigurationRequest { FunctionName = name },
                stop
            );
            if (function.VpcConfig?.SubnetIds is not { Count: > 0 } subnets)
            {
                return [Caller.Internet with { Label = $"function {name}, which is not in a VPC" }];
            }

            IReadOnlyList<string> groups = function.VpcConfig.SecurityGroupIds ?? [];
            ILookup<string, InterfaceFact> own = await new FunctionInterfaces(session).ReadAsync(subnets, groups, stop);
            bool hasIpv6 = function.VpcConfig.Ipv6AllowedForDualStack == true;
            return
            [
                .. (await OfSubnetsAsync(subnets, groups, stop)).Select(caller =>
                    FunctionInterfaces.Place(hasIpv6 ? caller : CallerAddresses.Only(caller, AddressFamilies.V4), name, own)
                ),
            ];
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            throw NotFound("function", name);
        }
    }

    private async Task<IReadOnlyList<Caller>> OfSubnetsAsync(
        IReadOnlyList<string> ids,
        IReadOnlyList<string> groups,
        CancellationToken stop
    )
    {
        List<Subnet> found = await session
            .Ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Ec2Tags.Filter("subnet-id", ids)] })
            .Subnets.ToListAsync(stop);
        List<Caller> callers = [];
        foreach (string id in ids)
        {
            SubnetFact subnet = found.Find(item => item.SubnetId == id) is { } there
                ? NetworkFactReader.Subnet(there)
                : throw NotFound("subnet", id);
            IReadOnlyList<string> own = groups.Count > 0 ? groups : await DefaultGroupAsync(subnet.VpcId, stop);
            callers.Add(
                new Caller
                {
                    Kind = CallerKind.Vpc,
                    Label = $"{id} ({string.Join(", ", subnet.CidrBlocks)}) with {string.Join(", ", own)}",
                    VpcId = subnet.VpcId,
                    SubnetId = id,
                    Zone = subnet.Zone,
                    Ranges = subnet.CidrBlocks,
                    SecurityGroupIds = own,
                }
            );
        }

        return callers;
    }

    private async Task<Caller> OfAddressAsync(string vpc, string address, IReadOnlyList<string> groups, CancellationToken stop)
    {
        bool isV6 = V6(address) is not null;
        Filter[] filters =
        [
            Ec2Tags.Filter("vpc-id", vpc),
            Ec2Tags.Filter(isV6 ? "ipv6-addresses.ipv6-address" : "addresses.private-ip-address", address),
        ];
        List<NetworkInterface> found = await session
            .Ec2.Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest { Filters = [.. filters] })
            .NetworkInterfaces.ToListAsync(stop);
        if (found is [var there, ..])
        {
            Caller caller = OfFact(NetworkFactReader.NetworkInterface(there), there.NetworkInterfaceId);
            return groups.Count > 0 ? caller with { SecurityGroupIds = groups } : caller;
        }

        List<Subnet> subnets = await session
            .Ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = [Ec2Tags.Filter("vpc-id", vpc)] })
            .Subnets.ToListAsync(stop);
        if (subnets.Count == 0)
        {
            throw NotFound("VPC with a subnet", vpc);
        }

        SubnetFact? subnet =
            subnets
                .Select(NetworkFactReader.Subnet)
                .FirstOrDefault(item => item.CidrBlocks.Any(range => AddressRanges.Contains(range, address)))
            ?? throw new PrivateApiException(
                "CallerNotFound",
                FaultKind.NotFound,
                $"No subnet of {vpc} contains the address {address}. For a caller on premises, use -OnPremises -SourceIp "
                    + $"{PowerShellLiteral.Argument(address)} -VpcId {PowerShellLiteral.Argument(vpc)}.",
                address
            );
        return new Caller
        {
            Kind = CallerKind.Vpc,
            Label = $"{address} in {subnet.Id}",
            VpcId = vpc,
            SubnetId = subnet.Id,
            Zone = subnet.Zone,
            Address = V4(address),
            Ipv6Address = V6(address),
            SecurityGroupIds = groups.Count > 0 ? groups : null,
        };
    }

    private async Task<IReadOnlyList<string>> DefaultGroupAsync(string vpc, CancellationToken stop) =>
        [
            .. (
                await session
                    .Ec2.Paginators.DescribeSecurityGroups(
                        new DescribeSecurityGroupsRequest
                        {
                            Filters = [Ec2Tags.Filter("vpc-id", vpc), Ec2Tags.Filter("group-name", "default")],
                        }
                    )
                    .SecurityGroups.ToListAsync(stop)
            ).Select(group => group.GroupId),
        ];

    private static Caller OfFact(InterfaceFact item, string name) =>
        new()
        {
            Kind = CallerKind.Vpc,
            Label = $"{name} ({item.AnyAddress}) in {item.SubnetId} with {string.Join(", ", item.SecurityGroupIds)}",
            VpcId = item.VpcId,
            SubnetId = item.SubnetId,
            Zone = item.Zone,
            Address = item.Address,
            Ipv6Address = item.Ipv6Address is [var v6, ..] ? v6 : null,
            SecurityGroupIds = item.SecurityGroupIds,
        };

    private PrivateApiException NotFound(string kind, string id) =>
        new(
            "CallerNotFound",
            FaultKind.NotFound,
            $"There is no {kind} {id} in {session.Region}. Check the id, -Region and the profile. {InAnotherRegion()}",
            id
        );

    // PrivateLink guide, "AWS services that integrate with AWS PrivateLink": execute-api is not among the services with
    // cross-Region access.
    private string InAnotherRegion() =>
        "For a caller in another account, name its profile with -CallerProfileName. A caller in another Region has neither private DNS of "
        + $"{session.Region} nor a cross-Region endpoint, since API Gateway has none: "
        + "it calls by the alias or the endpoint's own name, over a "
        + "transit gateway or a peering connection. Test the part of that way which is in this Region with -OnPremises -Resolver Public "
        + "-SourceIp and the caller's address, -VpcId and the endpoint's VPC, and -UrlForm EndpointDns; "
        + "peering that crosses Regions is not judged.";

    private static string? V4(string? address) => address?.Contains(':', StringComparison.Ordinal) == false ? address : null;

    private static string? V6(string? address) => address?.Contains(':', StringComparison.Ordinal) == true ? address : null;
}
