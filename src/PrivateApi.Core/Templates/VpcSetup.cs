using Amazon.EC2.Model;

namespace PrivateApi.Templates;

/// <summary>A VPC as it runs, with everything that a call to a private API passes in it.</summary>
internal sealed record VpcSetup
{
    public required Vpc Vpc { get; init; }

    public required bool EnableDnsSupport { get; init; }

    public required bool EnableDnsHostnames { get; init; }

    public required IReadOnlyList<Subnet> Subnets { get; init; }

    public required IReadOnlyList<RouteTable> RouteTables { get; init; }

    public required IReadOnlyList<InternetGateway> InternetGateways { get; init; }

    public required IReadOnlyList<NatGateway> NatGateways { get; init; }

    public required IReadOnlyList<NetworkAcl> NetworkAcls { get; init; }

    public required IReadOnlyList<SecurityGroup> SecurityGroups { get; init; }

    public required IReadOnlyList<VpcEndpoint> Endpoints { get; init; }

    /// <summary>Gateways by which IPv6 leaves.</summary>
    public IReadOnlyList<EgressOnlyInternetGateway> EgressOnlyInternetGateways { get; init; } = [];

    /// <summary>Peerings that its routes lead through.</summary>
    public IReadOnlyList<VpcPeeringConnection> Peerings { get; init; } = [];

    /// <summary>Its attachments to transit gateways that its routes lead through.</summary>
    public IReadOnlyList<TransitGatewayVpcAttachment> TransitGatewayAttachments { get; init; } = [];
}
