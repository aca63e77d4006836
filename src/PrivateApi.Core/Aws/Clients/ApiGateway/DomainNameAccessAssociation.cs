namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>What lets a VPC endpoint reach a private custom domain name.</summary>
internal sealed class DomainNameAccessAssociation
{
    public string? DomainNameAccessAssociationArn { get; set; }

    public string? DomainNameArn { get; set; }

    /// <summary><c>VPCE</c>.</summary>
    public string? AccessAssociationSourceType { get; set; }

    /// <summary>The endpoint's id.</summary>
    public string? AccessAssociationSource { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}
