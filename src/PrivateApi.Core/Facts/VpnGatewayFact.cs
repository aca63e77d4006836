namespace PrivateApi.Facts;

/// <summary>A virtual private gateway, where Direct Connect and VPN connections land.</summary>
internal sealed record VpnGatewayFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The VPC it is attached to; null for none.</summary>
    public string? VpcId { get; set; }
}
