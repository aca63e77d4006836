using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Describe calls for what a lab never has: the answer is an empty list, and any requested id does not exist.</summary>
internal static class EmptyActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["DescribeCarrierGateways"] = Empty(
                "carrierGatewaySet",
                "CarrierGatewayId",
                "InvalidCarrierGatewayID.NotFound",
                "carrierGateway"
            ),
            ["DescribeFlowLogs"] = Empty("flowLogSet", "FlowLogId", "InvalidFlowLogId.NotFound", "flowLog"),
            ["DescribeTransitGatewayPeeringAttachments"] = Empty(
                "transitGatewayPeeringAttachments",
                "TransitGatewayAttachmentIds",
                "InvalidTransitGatewayAttachmentID.NotFound",
                "transitGatewayAttachment"
            ),
            ["DescribeVpcEndpointConnections"] = Empty("vpcEndpointConnectionSet", null, string.Empty, string.Empty),
            ["DescribeVpcEndpointServiceConfigurations"] = Empty(
                "serviceConfigurationSet",
                "ServiceId",
                "InvalidVpcEndpointServiceId.NotFound",
                "vpcEndpointService"
            ),
        };

    private static Ec2Handler Empty(string set, string? idParameter, string code, string noun) =>
        call =>
            idParameter is not null && call.Form.List(idParameter) is [string id, ..]
                ? throw new AwsFault(400, code, $"The {noun} ID '{id}' does not exist")
                : [new XElement(set)];
}
