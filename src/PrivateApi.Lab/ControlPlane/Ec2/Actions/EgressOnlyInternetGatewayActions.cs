using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Egress-only internet gateways.</summary>
internal static class EgressOnlyInternetGatewayActions
{
    private static readonly Ec2Filters<LabEgressOnlyInternetGateway> Filters = [];

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateEgressOnlyInternetGateway"] = CreateEgressOnlyInternetGateway,
            ["DeleteEgressOnlyInternetGateway"] = DeleteEgressOnlyInternetGateway,
            ["DescribeEgressOnlyInternetGateways"] = DescribeEgressOnlyInternetGateways,
        };

    private static IEnumerable<XElement?> CreateEgressOnlyInternetGateway(Ec2Call call)
    {
        LabEgressOnlyInternetGateway made = call.Once(
            call.State.EgressOnlyInternetGateways,
            () =>
            {
                LabVpc vpc = call.Vpc();
                LabEgressOnlyInternetGateway created = Ec2Tags.Apply(
                    call,
                    new LabEgressOnlyInternetGateway(call.NewId("eigw"), call.AccountId) { VpcId = vpc.Id }
                );
                call.State.EgressOnlyInternetGateways.Add(created.Id, created);
                return created;
            }
        );
        return [new XElement("egressOnlyInternetGateway", Render(made)), Ec2Xml.Maybe("clientToken", call["ClientToken"])];
    }

    private static IEnumerable<XElement?> DeleteEgressOnlyInternetGateway(Ec2Call call)
    {
        string id = call.Required("EgressOnlyInternetGatewayId");
        call.State.EgressOnlyInternetGateways.Remove(Ec2Kind.EgressOnlyInternetGateway.Find(call.State.EgressOnlyInternetGateways, id).Id);
        return [new XElement("returnCode", true)];
    }

    private static IEnumerable<XElement?> DescribeEgressOnlyInternetGateways(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "EgressOnlyInternetGatewayId",
            Ec2Kind.EgressOnlyInternetGateway,
            call.State.EgressOnlyInternetGateways,
            Filters,
            "egressOnlyInternetGatewaySet",
            Render
        );

    private static IEnumerable<XElement?> Render(LabEgressOnlyInternetGateway gateway) =>
        [
            new XElement("egressOnlyInternetGatewayId", gateway.Id),
            Ec2Xml.Set(
                "attachmentSet",
                [
                    [new XElement("vpcId", gateway.VpcId), new XElement("state", "attached")],
                ]
            ),
            Ec2Xml.Tags(gateway),
        ];
}
