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
}
