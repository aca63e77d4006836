namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>What both sides of a peering connection share.</summary>
internal sealed class LabPeeringAgreement
{
    public required LabPeeringSide Requester { get; init; }

    public required LabPeeringSide Accepter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>pending-acceptance</c>, <c>active</c>, <c>rejected</c>, <c>deleted</c>, <c>failed</c>.</summary>
    public required string Status { get; set; }

    /// <summary>When an accepted one leaves <c>provisioning</c>; null before.</summary>
    public DateTimeOffset? ActiveAt { get; set; }
}
