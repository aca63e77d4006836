using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetBasePathMappings. Without an id it is the public domain name of that name.</summary>
internal sealed class GetBasePathMappingsRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/domainnames/{domain_name}/basepathmappings")
        .Path("domain_name", DomainName)
        .Query("domainNameId", DomainNameId)
        .Query("position", Position)
        .Query("limit", Limit);
}
