namespace PrivateApi.Facts;

/// <summary>What stands behind a method.</summary>
internal sealed record IntegrationFact
{
    /// <summary><c>MOCK</c>, <c>HTTP</c>, <c>HTTP_PROXY</c>, <c>AWS</c> or <c>AWS_PROXY</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Its address, with stage variables as written; null for none.</summary>
    public string? Uri { get; set; }

    /// <summary>The VPC link it goes through, with stage variables as written; null for none.</summary>
    public string? ConnectionId { get; set; }

    /// <summary>The role that API Gateway takes for it; null for the service itself.</summary>
    public string? Credentials { get; set; }
}
