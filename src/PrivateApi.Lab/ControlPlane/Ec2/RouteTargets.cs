using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>What a route can lead to: reads it from a request, and says whether it still exists.</summary>
internal static class RouteTargets
{
    private static readonly string[] Parameters =
    [
        "GatewayId",
        "NatGatewayId",
        "NetworkInterfaceId",
        "VpcPeeringConnectionId",
        "TransitGatewayId",
        "EgressOnlyInternetGatewayId",
        "VpcEndpointId",
        "InstanceId",
        "LocalGatewayId",
        "CarrierGatewayId",
        "CoreNetworkArn",
    ];

    /// <summary>The one target that a request names.</summary>
    /// <exception cref="AwsFault">None or several, or it does not exist.</exception>
    public static (string Kind, string Id) Read(Ec2Call call, LabRouteTable table)
    {
        List<string> given = Parameters.Where(parameter => call[parameter] is { Length: > 0 }).ToList();
        if (call.Is("LocalTarget"))
        {
            return ("gatewayId", "local");
        }

        string exactlyOne = $"The request must contain exactly one of {string.Join(", ", Parameters.Select(Element))}";
        switch (given.Count)
        {
            case 0:
                throw new AwsFault(400, "MissingParameter", exactlyOne);
            case > 1:
                throw new AwsFault(400, "InvalidParameterCombination", exactlyOne);
        }

        string id = call[given[0]]!;
        Check(call, table, given[0], id);
        return (Element(given[0]), id);
    }

    /// <summary><c>active</c>, or <c>blackhole</c> when the target is gone or no longer attached.</summary>
    public static string State(Ec2Call call, LabRouteTable table, LabRoute route) =>
        IsThere(call.State, table, route, call.Now) ? "active" : "blackhole";

    /// <summary>True while the target of the route exists.</summary>
    public static bool IsThere(Ec2State state, LabRouteTable table, LabRoute route, DateTimeOffset now) =>
        route.TargetKind switch
        {
            "gatewayId" when route.TargetId.StartsWith("igw-", StringComparison.Ordinal) => state
                .InternetGateways.GetValueOrDefault(route.TargetId)
                ?.VpcId == table.VpcId,
            "gatewayId" when route.TargetId.StartsWith("vgw-", StringComparison.Ordinal) => state
                .VpnGateways.GetValueOrDefault(route.TargetId)
                ?.IsAttachedTo(table.VpcId) == true,
            "gatewayId" => true,
            "natGatewayId" => state.NatGateways.GetValueOrDefault(route.TargetId)?.StateAt(now) is "pending" or "available",
            "vpcPeeringConnectionId" => state.PeeringConnections.GetValueOrDefault(route.TargetId)?.Status == "active",

            // Assumed: an interface that is attached to nothing counts as gone, because nothing forwards the traffic.
            "networkInterfaceId" => state.NetworkInterfaces.GetValueOrDefault(route.TargetId)?.AttachmentId is not null,
            "transitGatewayId" => AttachmentOf(state, route.TargetId, table.VpcId) is not null,
            "egressOnlyInternetGatewayId" => state.EgressOnlyInternetGateways.ContainsKey(route.TargetId),
            _ => false,
        };

    private static LabTransitGatewayAttachment? AttachmentOf(Ec2State state, string transitGatewayId, string vpcId) =>
        state.TransitGatewayAttachments.Values.FirstOrDefault(attachment =>
            attachment.TransitGatewayId == transitGatewayId && attachment.AttachedId == vpcId && attachment.GoneAt is null
        );

    private static string Element(string parameter) => char.ToLowerInvariant(parameter[0]) + parameter[1..];

    private static void Check(Ec2Call call, LabRouteTable table, string parameter, string id)
    {
        Ec2State state = call.State;
        switch (parameter)
        {
            case "GatewayId" when id == "local":
                return;
            case "GatewayId" when id.StartsWith("vgw-", StringComparison.Ordinal):
                LabVpnGateway virtualGateway =
                    state.VpnGateways.GetValueOrDefault(id)
                    ?? throw new AwsFault(400, "InvalidGatewayID.NotFound", $"The gateway ID '{id}' does not exist");
                Same(
                    table,
                    virtualGateway.IsAttachedTo(table.VpcId) ? table.VpcId : null,
                    $"route table {table.Id} and network gateway {id} belong to different networks"
                );
                return;
            case "GatewayId":
                LabInternetGateway gateway =
                    state.InternetGateways.GetValueOrDefault(id)
                    ?? throw new AwsFault(400, "InvalidGatewayID.NotFound", $"The gateway ID '{id}' does not exist");
                Same(table, gateway.VpcId, $"route table {table.Id} and network gateway {id} belong to different networks");
                return;
            case "NatGatewayId":
                LabNatGateway nat =
                    state.NatGateways.GetValueOrDefault(id)
                    ?? throw new AwsFault(400, "InvalidNatGatewayID.NotFound", $"The natGateway ID '{id}' does not exist");
                Same(table, nat.Subnet.VpcId, $"route table {table.Id} and interface {nat.Interface.Id} belong to different networks");
                return;
            case "VpcPeeringConnectionId":
                LabPeeringConnection peering = Ec2Kind.PeeringConnection.Find(state.PeeringConnections, id);
                Same(
                    table,
                    peering.Requester.VpcId == table.VpcId ? table.VpcId : peering.Accepter.VpcId,
                    $"route table {table.Id} and peering connection {id} belong to different networks"
                );
                return;
            case "NetworkInterfaceId":
                LabNetworkInterface item = Ec2Kind.NetworkInterface.Find(state.NetworkInterfaces, id);
                Same(table, item.VpcId, $"route table {table.Id} and interface {id} belong to different networks");
                return;
            case "EgressOnlyInternetGatewayId":
                Same(
                    table,
                    Ec2Kind.EgressOnlyInternetGateway.Find(state.EgressOnlyInternetGateways, id).VpcId,
                    $"route table {table.Id} and network gateway {id} belong to different networks"
                );
                return;

            // AWS says the same about a transit gateway that does not exist and about one that the VPC is not attached to yet.
            case "TransitGatewayId" when AttachmentOf(state, id, table.VpcId)?.IsAvailableAt(call.Now) == true:
                return;
            case "TransitGatewayId":
                throw new AwsFault(400, "InvalidTransitGatewayID.NotFound", $"The transitGateway ID '{id}' does not exist");
            case "InstanceId":
                throw new AwsFault(400, "InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");
            case "VpcEndpointId":
                throw Ec2Kind.VpcEndpoint.NotFound(id);
            default:
                throw new AwsFault(400, "InvalidGatewayID.NotFound", $"The gateway ID '{id}' does not exist");
        }
    }

    private static void Same(LabRouteTable table, string? vpcId, string message)
    {
        if (vpcId != table.VpcId)
        {
            throw new AwsFault(400, "InvalidParameterValue", message);
        }
    }
}
