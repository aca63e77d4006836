namespace PrivateApi.Facts;

/// <summary>A transit gateway with its VPC attachments.</summary>
internal sealed record TransitGatewayFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its attachments to VPCs.</summary>
    public IReadOnlyList<TransitGatewayAttachmentFact> Attachment { get; set; } = [];
}
