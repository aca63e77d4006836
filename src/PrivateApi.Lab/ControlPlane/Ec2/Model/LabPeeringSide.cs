namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>One side of a peering connection.</summary>
internal sealed class LabPeeringSide
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    public required string VpcId { get; init; }

    /// <summary>The VPC; null when the request named one that isn't there.</summary>
    public required LabVpc? Vpc { get; init; }

    public bool AllowDnsResolutionFromRemoteVpc { get; set; }
}
