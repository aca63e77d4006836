using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetDomainNames.</summary>
internal sealed class GetDomainNamesRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    /// <summary><c>SELF</c> or <c>OTHER_ACCOUNTS</c>; null means the caller's own.</summary>
    public string? ResourceOwner { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/domainnames")
        .Query("position", Position)
        .Query("limit", Limit)
        .Query("resourceOwner", ResourceOwner);
}
