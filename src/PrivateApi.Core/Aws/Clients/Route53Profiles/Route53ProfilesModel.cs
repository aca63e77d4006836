using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53Profiles;

/// <summary>An association of a Profile with a VPC.</summary>
internal sealed class ProfileAssociation
{
    public string Id { get; set; } = string.Empty;

    public string ProfileId { get; set; } = string.Empty;

    /// <summary>The account that made the association.</summary>
    public string OwnerId { get; set; } = string.Empty;

    /// <summary>The VPC.</summary>
    public string ResourceId { get; set; } = string.Empty;

    /// <summary><c>COMPLETE</c>, <c>CREATING</c>, <c>UPDATING</c>, <c>DELETING</c>, <c>DELETED</c> or <c>FAILED</c>.</summary>
    public string Status { get; set; } = string.Empty;

    /// <summary>
    /// Its place among the VPC's associations, 100 to 9900, the lowest first (API reference, UpdateProfileAssociation); null from a service
    /// that knows one Profile a VPC.
    /// </summary>
    public int? Priority { get; set; }
}

/// <summary>An association of a Profile with what it carries.</summary>
internal sealed class ProfileResourceAssociation
{
    public string Id { get; set; } = string.Empty;

    /// <summary>The account that made the association.</summary>
    public string OwnerId { get; set; } = string.Empty;

    /// <summary>ARN of a private hosted zone, Resolver rule, DNS Firewall rule group, query log configuration or VPC endpoint.</summary>
    public string ResourceArn { get; set; } = string.Empty;

    public string Status { get; set; } = string.Empty;
}

/// <summary>Request of ListProfileAssociations.</summary>
internal sealed class ListProfileAssociationsRequest : RestRequest
{
    public string? ProfileId { get; set; }

    /// <summary>The VPC.</summary>
    public string? ResourceId { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/profileassociations")
            .Query("profileId", ProfileId)
            .Query("resourceId", ResourceId)
            .Query("maxResults", MaxResults)
            .Query("nextToken", NextToken);
}

/// <summary>Answer of ListProfileAssociations.</summary>
internal sealed class ListProfileAssociationsResponse : AmazonWebServiceResponse
{
    public List<ProfileAssociation> ProfileAssociations { get; set; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Request of ListProfileResourceAssociations.</summary>
internal sealed class ListProfileResourceAssociationsRequest : RestRequest
{
    public required string ProfileId { get; set; }

    public string? ResourceType { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/profileresourceassociations/profileid/{ProfileId}")
            .Path("ProfileId", ProfileId)
            .Query("resourceType", ResourceType)
            .Query("maxResults", MaxResults)
            .Query("nextToken", NextToken);
}

/// <summary>Answer of ListProfileResourceAssociations.</summary>
internal sealed class ListProfileResourceAssociationsResponse : AmazonWebServiceResponse
{
    public List<ProfileResourceAssociation> ProfileResourceAssociations { get; set; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}
