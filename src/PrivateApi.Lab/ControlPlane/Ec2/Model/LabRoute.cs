namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A route: one destination (IPv4, IPv6 or prefix list) and one target.</summary>
internal sealed class LabRoute
{
    public string? DestinationCidrBlock { get; init; }

    public string? DestinationIpv6CidrBlock { get; init; }

    public string? DestinationPrefixListId { get; init; }

    public string Destination => DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId ?? string.Empty;

    /// <summary>Response element that names the target: <c>gatewayId</c> (also <c>local</c>, virtual gateways and gateway endpoints), <c>natGatewayId</c>, <c>vpcPeeringConnectionId</c>, <c>networkInterfaceId</c>, <c>transitGatewayId</c>, <c>egressOnlyInternetGatewayId</c> …</summary>
    public required string TargetKind { get; init; }

    /// <summary>The target's id, or <c>local</c>.</summary>
    public required string TargetId { get; init; }

    /// <summary><c>CreateRouteTable</c> for local routes, <c>EnableVgwRoutePropagation</c> for propagated ones, else <c>CreateRoute</c>.</summary>
    public string Origin { get; init; } = "CreateRoute";
}
