namespace PrivateApi.Model;

/// <summary>What lets a VPC endpoint reach a private custom domain name.</summary>
public sealed record DomainAssociation : IAwsResource
{
    /// <summary>Its ARN.</summary>
    public required string DomainNameAccessAssociationArn { get; init; }

    /// <summary>The custom domain name.</summary>
    public required string DomainName { get; init; }

    /// <summary>The ARN of the custom domain name.</summary>
    public required string DomainNameArn { get; init; }

    /// <summary>The endpoint.</summary>
    public required string VpcEndpointId { get; init; }

    /// <summary>The account of the endpoint, which made the association.</summary>
    public required string OwnerId { get; init; }

    /// <summary>
    /// <c>Pending</c> for the quarter of an hour in which calls may still fail, <c>Available</c> afterwards, <c>Unknown</c> for one that
    /// this module did not make: AWS shows no state.
    /// </summary>
    public required string State { get; init; }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The endpoint's id.</summary>
    public override string ToString() => VpcEndpointId;
}
