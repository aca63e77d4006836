namespace PrivateApi.Facts;

/// <summary>A private hosted zone of Route 53.</summary>
internal sealed record HostedZoneFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its domain, lower case, without the closing dot.</summary>
    public required string Name { get; init; }

    /// <summary>VPCs associated with it.</summary>
    public IReadOnlyList<string> VpcId { get; set; } = [];

    /// <summary>Its address and CNAME records.</summary>
    public IReadOnlyList<RecordFact> Record { get; set; } = [];
}
