using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetDomainNameAccessAssociations.</summary>
internal sealed class GetDomainNameAccessAssociationsRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    /// <summary><c>SELF</c> for associations of the caller's endpoints, <c>OTHER_ACCOUNTS</c> for others' with the caller's names; null means the former.</summary>
    public string? ResourceOwner { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/domainnameaccessassociations")
        .Query("position", Position)
        .Query("limit", Limit)
        .Query("resourceOwner", ResourceOwner);
}
