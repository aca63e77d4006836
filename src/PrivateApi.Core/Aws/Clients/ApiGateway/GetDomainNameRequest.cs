using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetDomainName. Without an id it is the public domain name of that name.</summary>
internal sealed class GetDomainNameRequest : RestRequest
{
    public required string DomainName { get; set; }

    public string? DomainNameId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/domainnames/{domain_name}")
        .Path("domain_name", DomainName)
        .Query("domainNameId", DomainNameId);
}
