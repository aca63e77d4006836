namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>A peering connection; the same object is in the requester's and the accepter's state.</summary>
internal sealed class LabPeeringConnection(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc-peering-connection";

    public required LabPeeringSide Requester { get; init; }

    public required LabPeeringSide Accepter { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>pending-acceptance</c>, <c>active</c>, <c>rejected</c>, <c>deleted</c>, <c>failed</c>.</summary>
    public required string Status { get; set; }

    /// <summary>When an accepted one leaves <c>provisioning</c>; null before.</summary>
    public DateTimeOffset? ActiveAt { get; set; }

    public string StateAt(DateTimeOffset now) => Status == "active" && now < ActiveAt ? "provisioning" : Status;
}
