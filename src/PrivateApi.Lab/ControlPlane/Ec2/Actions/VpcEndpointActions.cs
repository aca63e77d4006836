using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>VPC endpoints: create, describe, delete.</summary>
internal static class VpcEndpointActions
{
    // AWS PrivateLink guide, "Quotas": interface endpoints per VPC.
    private const int Most = 50;

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateVpcEndpoint"] = CreateVpcEndpoint,
            ["DeleteVpcEndpoints"] = DeleteVpcEndpoints,
            ["DescribeVpcEndpoints"] = DescribeVpcEndpoints,
        };

    private static Ec2Filters<LabVpcEndpoint> Filters(Ec2Call call) =>
        new()
        {
            ["ip-address-type"] = endpoint => [endpoint.IpAddressType],
            ["service-name"] = endpoint => [endpoint.ServiceName],
            ["service-region"] = endpoint => [endpoint.ServiceRegion],
            ["vpc-id"] = endpoint => [endpoint.VpcId],
            ["vpc-endpoint-id"] = endpoint => [endpoint.Id],
            ["vpc-endpoint-state"] = endpoint => [endpoint.StateAt(call.Now)],
            ["vpc-endpoint-type"] = endpoint => [endpoint.EndpointType],
        };

    private static IEnumerable<XElement?> CreateVpcEndpoint(Ec2Call call)
    {
        LabVpcEndpoint made = call.Once(call.State.VpcEndpoints, () => Create(call));
        return [new XElement("vpcEndpoint", Render(call, made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static LabVpcEndpoint Create(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        string type = call["VpcEndpointType"] ?? "Gateway";
        if (type is not ("Interface" or "Gateway" or "GatewayLoadBalancer" or "Resource" or "ServiceNetwork"))
        {
            throw new AwsFault(400, "InvalidVpcEndpointType", $"The VPC endpoint type '{type}' is not valid");
        }

        LabEndpointService service = Service(call, call.Required("ServiceName"), type);
        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "vpc-endpoint");
        string policy = call["PolicyDocument"] is { Length: > 0 } text ? EndpointPolicy.Check(text) : EndpointPolicy.FullAccess(type);
        DateTimeOffset available = type == "Gateway" ? call.Now : call.Now + call.Store.Options.PendingTime;
        LabVpcEndpoint made = new(call.NewId("vpce"), call.AccountId)
        {
            VpcId = vpc.Id,
            ServiceName = service.Name,
            ServiceRegion = call.Region,
            EndpointType = type,
            DnsLabel = call.Store.Ids.Take("abcdefghijklmnopqrstuvwxyz0123456789", 8),
            PrivateZoneId = "Z0" + call.Store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 19),
            CreatedAt = call.Now,
            AvailableAt = available,
            BusyUntil = available,
            PolicyDocument = policy,
        };
        if (type == "Gateway")
        {
            GatewayRoutes.Add(call, made, call.Form.List("RouteTableId"));
        }
        else
        {
            FillInterface(call, made, vpc, service);
        }

        Ec2Tags.Put(made, tags);
        call.State.VpcEndpoints.Add(made.Id, made);
        return made;
    }

    private static LabEndpointService Service(Ec2Call call, string name, string type)
    {
        List<LabEndpointService> offered = EndpointServices.List(call.State).Where(service => service.Name == name).ToList();
        return offered.Count == 0
            ? throw EndpointServiceActions.NotFound(name)
            : offered.Find(service => service.Type == type)
                ?? throw new AwsFault(
                    400,
                    "InvalidParameter",
                    $"Endpoint type ({type}) does not match available service types "
                        + $"([{string.Join(", ", offered.Select(service => service.Type))}])."
                );
    }

    private static void FillInterface(Ec2Call call, LabVpcEndpoint made, LabVpc vpc, LabEndpointService service)
    {
        if (call.State.VpcEndpoints.Values.Count(endpoint => endpoint.VpcId == vpc.Id && endpoint.IsInterface) >= Most)
        {
            throw new AwsFault(400, "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached.");
        }

        Dictionary<string, FixedAddresses> addresses = EndpointChange.Addresses(call);
        List<string> asked = call.Form.List("SubnetId").Concat(addresses.Keys).Distinct().ToList();
        List<LabSubnet> subnets = EndpointFactory.CheckSubnets(call, vpc.Id, service, asked, []);
        EndpointFactory.CheckRoom(call, subnets, addresses);
        made.SecurityGroupIds.AddRange(NetworkInterfaceActions.Groups(call, vpc.Id));
        made.IpAddressType = call["IpAddressType"] ?? "ipv4";
        EndpointFactory.CheckFamily(made.IpAddressType, subnets);
        made.DnsRecordIpType = call["DnsOptions.DnsRecordIpType"] ?? made.IpAddressType;
        made.PrivateDnsOnlyForInboundResolverEndpoint = call.Form.Boolean("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint");

        // Assumed: absent means on, as in the console and in the CLI's own examples.
        made.PrivateDnsEnabled = call.Form.Boolean("PrivateDnsEnabled") ?? service.PrivateDnsNames.Count > 0;
        if (made.PrivateDnsEnabled)
        {
            EndpointFactory.CheckPrivateDns(call, vpc, service, made.Id);
        }

        foreach (LabSubnet subnet in subnets)
        {
            EndpointFactory.AddSubnet(call, made, subnet, call.Now, addresses.GetValueOrDefault(subnet.Id));
        }

        EndpointFactory.Name(call.State, made, service);
    }

    private static IEnumerable<XElement?> DeleteVpcEndpoints(Ec2Call call)
    {
        IReadOnlyList<string> ids = call.Form.List("VpcEndpointId");
        if (ids.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter VpcEndpointId");
        }

        List<string> unknown = [];
        foreach (string id in ids)
        {
            if (!call.State.VpcEndpoints.TryGetValue(id, out LabVpcEndpoint? endpoint))
            {
                unknown.Add(id);
            }
            else if (endpoint.GoneAt is null)
            {
                Delete(call, endpoint);
            }
        }

        return
        [
            Ec2Xml.Set(
                "unsuccessful",
                unknown.Select(id =>
                    new XElement?[]
                    {
                        new(
                            "error",
                            new XElement("code", "InvalidVpcEndpoint.NotFound"),
                            new XElement("message", $"The VpcEndpoint Id '{id}' does not exist")
                        ),
                        new("resourceId", id),
                    }
                )
            ),
        ];
    }

    private static void Delete(Ec2Call call, LabVpcEndpoint endpoint)
    {
        endpoint.GoneAt = call.Now + call.Store.Options.DeletingTime;
        foreach (LabNetworkInterface item in endpoint.Interfaces)
        {
            item.GoneAt = endpoint.GoneAt;
        }

        GatewayRoutes.Remove(call, endpoint, endpoint.RouteTableIds.ToList());
    }

    private static IEnumerable<XElement?> DescribeVpcEndpoints(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "VpcEndpointId",
            Ec2Kind.VpcEndpoint,
            call.State.VpcEndpoints,
            Filters(call),
            "vpcEndpointSet",
            endpoint => Render(call, endpoint),
            least: 1
        );

    private static IEnumerable<XElement?> Render(Ec2Call call, LabVpcEndpoint endpoint) =>
        [
            new XElement("vpcEndpointId", endpoint.Id),
            new XElement("vpcEndpointType", endpoint.EndpointType),
            new XElement("vpcId", endpoint.VpcId),
            new XElement("serviceName", endpoint.ServiceName),
            new XElement("serviceRegion", endpoint.ServiceRegion),
            new XElement("state", endpoint.StateAt(call.Now)),
            new XElement("policyDocument", endpoint.PolicyDocument),
            Ec2Xml.Values("routeTableIdSet", endpoint.RouteTableIds),
            Ec2Xml.Values("subnetIdSet", endpoint.SubnetIds),
            Ec2Xml.Set(
                "groupSet",
                endpoint.SecurityGroupIds.Select(id =>
                    new XElement?[] { new("groupId", id), Ec2Xml.Maybe("groupName", call.State.SecurityGroups.GetValueOrDefault(id)?.Name) }
                )
            ),
            endpoint.IsInterface ? new XElement("ipAddressType", endpoint.IpAddressType) : null,
            endpoint.IsInterface
                ? new XElement(
                    "dnsOptions",
                    new XElement("dnsRecordIpType", endpoint.DnsRecordIpType),
                    Ec2Xml.Maybe("privateDnsOnlyForInboundResolverEndpoint", endpoint.PrivateDnsOnlyForInboundResolverEndpoint)
                )
                : null,
            new XElement("privateDnsEnabled", endpoint.PrivateDnsEnabled),
            new XElement("requesterManaged", false),
            Ec2Xml.Values("networkInterfaceIdSet", endpoint.InterfaceIdsAt(call.Now)),
            Ec2Xml.Set(
                "dnsEntrySet",
                endpoint.DnsEntries.Select(entry =>
                    new XElement?[] { new("dnsName", entry.DnsName), new("hostedZoneId", entry.HostedZoneId) }
                )
            ),
            Ec2Xml.Time("creationTimestamp", endpoint.CreatedAt),
            Ec2Xml.Tags(endpoint),
            new XElement("ownerId", endpoint.OwnerId),
        ];
}
