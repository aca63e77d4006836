using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Describe calls for what a lab never has: the answer is an empty list, and any id asked for isn't there.</summary>
internal static class EmptyActions
{
    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } = new Dictionary<string, Ec2Handler>
    {
        ["DescribeCarrierGateways"] = Empty("carrierGatewaySet", "CarrierGatewayId", "InvalidCarrierGatewayID.NotFound", "carrierGateway"),
        ["DescribeEgressOnlyInternetGateways"] = Empty("egressOnlyInternetGatewaySet", "EgressOnlyInternetGatewayId", "InvalidGatewayID.NotFound", "egressOnlyInternetGateway"),
        ["DescribeFlowLogs"] = Empty("flowLogSet", "FlowLogId", "InvalidFlowLogId.NotFound", "flowLog"),
        ["DescribeTransitGatewayAttachments"] = Empty("transitGatewayAttachments", "TransitGatewayAttachmentIds", "InvalidTransitGatewayAttachmentID.NotFound", "transitGatewayAttachment"),
        ["DescribeTransitGatewayPeeringAttachments"] = Empty("transitGatewayPeeringAttachments", "TransitGatewayAttachmentIds", "InvalidTransitGatewayAttachmentID.NotFound", "transitGatewayAttachment"),
        ["DescribeTransitGatewayRouteTables"] = Empty("transitGatewayRouteTables", "TransitGatewayRouteTableIds", "InvalidRouteTableID.NotFound", "transitGatewayRouteTable"),
        ["DescribeTransitGateways"] = Empty("transitGatewaySet", "TransitGatewayIds", "InvalidTransitGatewayID.NotFound", "transitGateway"),
        ["DescribeTransitGatewayVpcAttachments"] = Empty("transitGatewayVpcAttachments", "TransitGatewayAttachmentIds", "InvalidTransitGatewayAttachmentID.NotFound", "transitGatewayAttachment"),
        ["DescribeVpcEndpointConnections"] = Empty("vpcEndpointConnectionSet", null, string.Empty, string.Empty),
        ["DescribeVpcEndpointServiceConfigurations"] = Empty("serviceConfigurationSet", "ServiceId", "InvalidVpcEndpointServiceId.NotFound", "vpcEndpointService"),
        ["DescribeVpnConnections"] = Empty("vpnConnectionSet", "VpnConnectionId", "InvalidVpnConnectionID.NotFound", "vpnConnection"),
        ["DescribeVpnGateways"] = Empty("vpnGatewaySet", "VpnGatewayId", "InvalidVpnGatewayID.NotFound", "vpnGateway"),
    };

    private static Ec2Handler Empty(string set, string? idParameter, string code, string noun) => call =>
        idParameter is not null && call.Form.List(idParameter) is [string id, ..]
            ? throw new AwsFault(400, code, $"The {noun} ID '{id}' does not exist")
            : [new XElement(set)];
}
