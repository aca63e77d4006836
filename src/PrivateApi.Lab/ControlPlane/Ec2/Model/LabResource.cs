namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>Anything in EC2 that has an id of its own and can carry tags.</summary>
internal abstract class LabResource(string id, string ownerId)
{
    public string Id { get; } = id;

    public string OwnerId { get; } = ownerId;

    /// <summary>The kind as TagSpecifications and DescribeTags name it, for instance <c>security-group</c>.</summary>
    public abstract string ResourceType { get; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}
