namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A peering connection as one side sees it, with that side's tags.</summary>
internal sealed class LabPeeringConnection(string id, string ownerId, LabPeeringAgreement agreement) : LabResource(id, ownerId)
{
    public override string ResourceType => "vpc-peering-connection";

    public LabPeeringAgreement Agreement { get; } = agreement;

    public LabPeeringSide Requester => Agreement.Requester;

    public LabPeeringSide Accepter => Agreement.Accepter;

    /// <summary>Status without the moments in between; traffic flows when it is <c>active</c>.</summary>
    public string Status => Agreement.Status;

    public string StateAt(DateTimeOffset now) => Status == "active" && now < Agreement.ActiveAt ? "provisioning" : Status;
}
