namespace PrivateApi.Facts;

/// <summary>A VPC's attachment to a transit gateway.</summary>
internal sealed record TransitGatewayAttachmentFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>State in AWS's words: <c>available</c>, …</summary>
    public required string State { get; init; }

    /// <summary>The subnets it has an interface in; only their zones are served.</summary>
    public IReadOnlyList<string> SubnetId { get; set; } = [];

    /// <summary>Routes of the transit gateway's table that packets from here are looked up in; null when it could not be read.</summary>
    public IReadOnlyList<TransitGatewayRouteFact>? Route { get; set; }
}
