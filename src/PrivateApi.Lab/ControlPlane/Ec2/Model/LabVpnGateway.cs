namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A virtual private gateway: where VPN connections and Direct Connect come into a VPC.</summary>
internal sealed class LabVpnGateway(string id, string ownerId) : LabStagedResource(id, ownerId)
{
    public override string ResourceType => "vpn-gateway";

    public long AmazonSideAsn { get; init; } = 64512;

    /// <summary>The VPC it is, or was last, attached to; null when it never was.</summary>
    public string? VpcId { get; set; }

    public DateTimeOffset AttachedAt { get; set; }

    /// <summary>When detaching ends; null while it is attached.</summary>
    public DateTimeOffset? DetachedAt { get; set; }

    /// <summary><c>attaching</c>, <c>attached</c>, <c>detaching</c> or <c>detached</c>.</summary>
    public string AttachmentAt(DateTimeOffset now) => DetachedAt is { } detached
        ? now < detached ? "detaching" : "detached"
        : now < AttachedAt ? "attaching" : "attached";

    /// <summary>True when it belongs to a VPC, the moments of attaching included.</summary>
    public bool IsAttachedTo(string vpcId) => VpcId == vpcId && DetachedAt is null && GoneAt is null;
}
