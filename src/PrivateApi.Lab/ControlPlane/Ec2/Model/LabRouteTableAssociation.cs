namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>What a route table applies to: a subnet, a gateway, or (main) the VPC's other subnets.</summary>
internal sealed record LabRouteTableAssociation(string Id, bool Main, string? SubnetId, string? GatewayId);
