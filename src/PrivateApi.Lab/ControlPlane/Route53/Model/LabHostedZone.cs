namespace PrivateApi.Lab.ControlPlane.Route53.Model;

/// <summary>A hosted zone with its records.</summary>
internal sealed class LabHostedZone
{
    /// <summary>Without <c>/hostedzone/</c>.</summary>
    public required string Id { get; init; }

    public required string OwnerId { get; init; }

    /// <summary>Lower-case, with a trailing dot.</summary>
    public required string Name { get; init; }

    public required string CallerReference { get; init; }

    public string? Comment { get; init; }

    public required bool IsPrivate { get; init; }

    /// <summary>VPCs that it answers in; none for a public zone.</summary>
    public List<LabZoneVpc> Vpcs { get; } = [];

    /// <summary>In Route 53's order: labels reversed, then type.</summary>
    public SortedDictionary<(string Name, string Type, string SetIdentifier), LabRecordSet> Records { get; set; } = new(ZoneName.RecordOrder);

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Name servers of a public zone, without trailing dots; those of private zones are always the same.</summary>
    public required IReadOnlyList<string> NameServers { get; init; }

    public bool IsIn(string vpcId, string vpcRegion) => Vpcs.Contains(new LabZoneVpc(vpcId, vpcRegion));
}
