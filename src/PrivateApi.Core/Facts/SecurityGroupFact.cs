namespace PrivateApi.Facts;

/// <summary>A security group.</summary>
internal sealed record SecurityGroupFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its VPC.</summary>
    public required string VpcId { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Its rules.</summary>
    public IReadOnlyList<SecurityGroupRuleFact> Rule { get; set; } = [];
}
