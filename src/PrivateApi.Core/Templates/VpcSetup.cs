using Amazon.EC2.Model;

namespace PrivateApi.Templates;

/// <summary>A VPC as it runs, with everything that a call to a private API passes in it.</summary>
internal sealed record VpcSetup
{
    public required Vpc Vpc { get; init; }

    public required bool EnableDnsSupport { get; init; }

    public required bool EnableDnsHostnames { get; init; }

    public required IReadOnlyList<Subnet> Subnet { get; init; }

    public required IReadOnlyList<RouteTable> RouteTable { get; init; }

    public required IReadOnlyList<InternetGateway> InternetGateway { get; init; }

    public required IReadOnlyList<NatGateway> NatGateway { get; init; }

    public required IReadOnlyList<NetworkAcl> NetworkAcl { get; init; }

    public required IReadOnlyList<SecurityGroup> SecurityGroup { get; init; }

    public required IReadOnlyList<VpcEndpoint> Endpoint { get; init; }
}
