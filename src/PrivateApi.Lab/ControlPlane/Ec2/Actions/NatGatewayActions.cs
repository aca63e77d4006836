using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>NAT gateways: pending, then available (or failed); deleting, then deleted.</summary>
internal static class NatGatewayActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateNatGateway"] = CreateNatGateway,
            ["DeleteNatGateway"] = DeleteNatGateway,
            ["DescribeNatGateways"] = DescribeNatGateways,
        };

    private static Ec2Filters<LabNatGateway> Filters(Ec2Call call) =>
        new()
        {
            ["nat-gateway-id"] = gateway => [gateway.Id],
            ["state"] = gateway => [gateway.StateAt(call.Now)],
            ["subnet-id"] = gateway => [gateway.Subnet.Id],
            ["vpc-id"] = gateway => [gateway.Subnet.VpcId],
        };

    private static IEnumerable<XElement?> CreateNatGateway(Ec2Call call)
    {
        LabNatGateway made = call.Once(call.State.NatGateways, () => Create(call));
        return [new XElement("natGateway", Render(call, made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static LabNatGateway Create(Ec2Call call)
    {
        LabSubnet subnet = call.Subnet();
        if (subnet.IsNative)
        {
            // [K] Its interface needs a private IPv4 address; which code AWS gives where a subnet has none is assumed.
            throw InterfaceFactory.Full();
        }

        bool isPublic = (call["ConnectivityType"] ?? "public") == "public";
        if (isPublic && call["AllocationId"] is null)
        {
            throw new AwsFault(
                400,
                "MissingParameter",
                "The request must include the AllocationId parameter. Add the required parameter and retry the request."
            );
        }

        LabElasticAddress? address = isPublic ? Ec2Kind.Address.Find(call.State.Addresses, call.Required("AllocationId")) : null;
        IReadOnlyDictionary<string, string> tags = Ec2Tags.FromSpecification(call, "natgateway");
        (string Code, string Message)? failure = Failure(call, subnet, address);
        string id = call.NewId("nat");
        string? wish = call["PrivateIpAddress"] is { } asked ? InterfaceFactory.Claim(call.State, subnet, asked) : null;
        LabElasticAddress? used = failure is null ? address : null;
        LabNetworkInterface face = InterfaceFactory.Create(
            call.State,
            subnet,
            [],
            new InterfaceFactory.Purpose("nat_gateway", $"Interface for NAT Gateway {id}", call.AccountId, wish, Address: used),
            call.Now
        );
        if (used is not null)
        {
            (used.AssociationId, used.NetworkInterfaceId, used.PrivateIpAddress) = (call.NewId("eipassoc"), face.Id, face.PrivateIpAddress);
        }

        DateTimeOffset available = call.Now + call.Store.Options.PendingTime;
        LabNatGateway made = new(id, call.AccountId)
        {
            Subnet = subnet,
            Interface = face,
            Address = address,
            CreatedAt = call.Now,
            AvailableAt = available,
            Failure = failure,
        };
        if (failure is not null)
        {
            face.GoneAt = available;
        }

        Ec2Tags.Put(made, tags);
        call.State.NatGateways.Add(id, made);
        return made;
    }

    /// <summary>What makes a NAT gateway fail after it was accepted (VPC user guide, "Troubleshoot NAT gateways").</summary>
    private static (string Code, string Message)? Failure(Ec2Call call, LabSubnet subnet, LabElasticAddress? address)
    {
        if (address?.AssociationId is not null)
        {
            return ("Resource.AlreadyAssociated", $"Elastic IP address [{address.Id}] is already associated");
        }

        return address is not null && !call.State.InternetGateways.Values.Any(gateway => gateway.VpcId == subnet.VpcId)
            ? ("Gateway.NotAttached", $"Network {subnet.VpcId} has no Internet gateway attached")
            : null;
    }

    private static IEnumerable<XElement?> DeleteNatGateway(Ec2Call call)
    {
        LabNatGateway gateway = Ec2Kind.NatGateway.Find(call.State.NatGateways, call.Required("NatGatewayId"));
        if (gateway.GoneAt is null)
        {
            gateway.DeletedAt = call.Now;
            gateway.GoneAt = call.Now + call.Store.Options.DeletingTime;
            gateway.Interface.GoneAt = gateway.GoneAt;
        }

        return [new XElement("natGatewayId", gateway.Id)];
    }

    private static IEnumerable<XElement?> DescribeNatGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "NatGatewayId",
            Ec2Kind.NatGateway,
            call.State.NatGateways,
            Filters(call),
            "natGatewaySet",
            gateway => Render(call, gateway)
        );

    private static IEnumerable<XElement?> Render(Ec2Call call, LabNatGateway gateway)
    {
        string state = gateway.StateAt(call.Now);
        return
        [
            new XElement("natGatewayId", gateway.Id),
            new XElement("subnetId", gateway.Subnet.Id),
            new XElement("vpcId", gateway.Subnet.VpcId),
            new XElement("state", state),
            new XElement("connectivityType", gateway.IsPublic ? "public" : "private"),
            Ec2Xml.Time("createTime", gateway.CreatedAt),
            Ec2Xml.Time("deleteTime", gateway.DeletedAt),
            state == "failed" ? Ec2Xml.Maybe("failureCode", gateway.Failure?.Code) : null,
            state == "failed" ? Ec2Xml.Maybe("failureMessage", gateway.Failure?.Message) : null,
            Ec2Xml.Set(
                "natGatewayAddressSet",
                [
                    [
                        Ec2Xml.Maybe("allocationId", gateway.Address?.Id),
                        Ec2Xml.Maybe("publicIp", gateway.Address?.PublicIp),
                        new XElement("networkInterfaceId", gateway.Interface.Id),
                        new XElement("privateIp", gateway.Interface.PrivateIpAddress),
                        gateway.Failure is null ? Ec2Xml.Maybe("associationId", gateway.Address?.AssociationId) : null,
                        new XElement("isPrimary", true),
                        new XElement(
                            "status",
                            state == "available" ? "succeeded"
                                : state == "failed" ? "failed"
                                : state == "pending" ? "associating"
                                : "disassociating"
                        ),
                    ],
                ]
            ),
            Ec2Xml.Tags(gateway),
        ];
    }
}
