namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A network ACL: numbered, stateless rules of the subnets associated with it.</summary>
internal sealed class LabNetworkAcl(string id, string ownerId) : LabResource(id, ownerId)
{
    /// <summary>Number of the final rule that denies what no other decided; shown, never changed.</summary>
    public const int LastRule = 32767;

    /// <summary>The same for IPv6.</summary>
    public const int LastIpv6Rule = 32768;

    public override string ResourceType => "network-acl";

    public required string VpcId { get; init; }

    public bool IsDefault { get; init; }

    public List<LabNetworkAclEntry> Entries { get; } = [];

    /// <summary>Subnet ids by association id.</summary>
    public Dictionary<string, string> Associations { get; } = new(StringComparer.Ordinal);
}
