namespace PrivateApi.Facts;

/// <summary>A Lambda function that a method calls.</summary>
internal sealed record FunctionFact
{
    /// <summary>Name or ARN as the integration says it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is there; null when that could not be read.</summary>
    public bool? Exists { get; set; }

    /// <summary>Its state in Lambda's words; null when unknown.</summary>
    public string? State { get; set; }

    /// <summary>Its resource policy; null for none.</summary>
    public string? Policy { get; set; }
}
