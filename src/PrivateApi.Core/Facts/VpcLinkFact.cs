namespace PrivateApi.Facts;

/// <summary>A VPC link that a method goes through.</summary>
internal sealed record VpcLinkFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>PENDING</c>, <c>DELETING</c>, <c>FAILED</c>; null when it is not there.</summary>
    public string? Status { get; set; }

    /// <summary>What AWS says about it; null for nothing.</summary>
    public string? StatusMessage { get; set; }
}
