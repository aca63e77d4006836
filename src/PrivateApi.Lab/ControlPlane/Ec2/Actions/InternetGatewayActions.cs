using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Internet gateways.</summary>
internal static class InternetGatewayActions
{
    private static readonly Ec2Filters<LabInternetGateway> Filters = new()
    {
        ["attachment.state"] = gateway => [gateway.VpcId is null ? null : "available"],
        ["attachment.vpc-id"] = gateway => [gateway.VpcId],
        ["internet-gateway-id"] = gateway => [gateway.Id],
        ["owner-id"] = gateway => [gateway.OwnerId],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateInternetGateway"] = CreateInternetGateway,
            ["AttachInternetGateway"] = AttachInternetGateway,
            ["DetachInternetGateway"] = DetachInternetGateway,
            ["DeleteInternetGateway"] = DeleteInternetGateway,
            ["DescribeInternetGateways"] = DescribeInternetGateways,
        };

    private static LabInternetGateway Find(Ec2Call call) =>
        Ec2Kind.InternetGateway.Find(call.State.InternetGateways, call.Required("InternetGatewayId"));

    private static IEnumerable<XElement?> CreateInternetGateway(Ec2Call call)
    {
        LabInternetGateway made = Ec2Tags.Apply(call, new LabInternetGateway(call.NewId("igw"), call.AccountId));
        call.State.InternetGateways.Add(made.Id, made);
        return [new XElement("internetGateway", Render(made))];
    }

    private static IEnumerable<XElement?> AttachInternetGateway(Ec2Call call)
    {
        LabInternetGateway gateway = Find(call);
        LabVpc vpc = call.Vpc();
        if (gateway.VpcId is not null)
        {
            throw new AwsFault(400, "Resource.AlreadyAssociated", $"resource {gateway.Id} is already attached to network {gateway.VpcId}");
        }

        if (call.State.InternetGateways.Values.Any(other => other.VpcId == vpc.Id))
        {
            throw new AwsFault(400, "InvalidParameterValue", $"Network {vpc.Id} already has an internet gateway attached");
        }

        gateway.VpcId = vpc.Id;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DetachInternetGateway(Ec2Call call)
    {
        LabInternetGateway gateway = Find(call);
        LabVpc vpc = call.Vpc();
        if (gateway.VpcId != vpc.Id)
        {
            throw new AwsFault(400, "Gateway.NotAttached", $"resource {gateway.Id} is not attached to network {vpc.Id}");
        }

        if (call.State.NetworkInterfaces.Values.Any(item => item.VpcId == vpc.Id && item.Address is not null))
        {
            throw new AwsFault(
                400,
                "DependencyViolation",
                $"Network {vpc.Id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
            );
        }

        gateway.VpcId = null;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteInternetGateway(Ec2Call call)
    {
        LabInternetGateway gateway = Find(call);
        if (gateway.VpcId is not null)
        {
            throw new AwsFault(400, "DependencyViolation", $"The internetGateway '{gateway.Id}' has dependencies and cannot be deleted.");
        }

        call.State.InternetGateways.Remove(gateway.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeInternetGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "InternetGatewayId",
            Ec2Kind.InternetGateway,
            call.State.InternetGateways,
            Filters,
            "internetGatewaySet",
            Render
        );

    private static IEnumerable<XElement?> Render(LabInternetGateway gateway) =>
        [
            new XElement("internetGatewayId", gateway.Id),
            new XElement("ownerId", gateway.OwnerId),
            Ec2Xml.Set(
                "attachmentSet",
                gateway.VpcId is null
                    ? []
                    :
                    [
                        [new XElement("vpcId", gateway.VpcId), new XElement("state", "available")],
                    ]
            ),
            Ec2Xml.Tags(gateway),
        ];
}
