namespace PrivateApi.Facts;

/// <summary>A route table.</summary>
internal sealed record RouteTableFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>True for the table of all subnets without one of their own.</summary>
    public bool IsMain { get; set; }

    /// <summary>Subnets associated with it by name.</summary>
    public IReadOnlyList<string> SubnetId { get; set; } = [];

    /// <summary>Its routes, in any order.</summary>
    public IReadOnlyList<RouteFact> Route { get; set; } = [];
}
