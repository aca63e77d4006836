using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A managed prefix list, AWS's or a customer's.</summary>
internal sealed class LabPrefixList(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "prefix-list";

    public required string Name { get; set; }

    /// <summary><c>IPv4</c> or <c>IPv6</c>.</summary>
    public required string AddressFamily { get; init; }

    /// <summary>Most entries it may have; null for AWS's own.</summary>
    public int? MaxEntries { get; set; }

    /// <summary>Grows by one with each change; null for AWS's own.</summary>
    public long? Version { get; set; }

    public List<LabPrefixListEntry> Entries { get; set; } = [];

    /// <summary>
    /// Entries as they were in earlier versions: with the present one 1,000; a further one takes the place of the oldest
    /// (VPC user guide, "Amazon VPC quotas").
    /// </summary>
    public Recent<long, IReadOnlyList<LabPrefixListEntry>> History { get; } = new(most: 999);

    /// <summary><c>create</c>, <c>modify</c> or <c>delete</c>, as in <c>create-complete</c>.</summary>
    public string LastChange { get; set; } = "create";

    public bool IsAws => OwnerId == "AWS";
}
