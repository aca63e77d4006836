using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetRestApis.</summary>
internal sealed class GetRestApisRequest : RestRequest
{
    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis")
        .Query("position", Position)
        .Query("limit", Limit);
}
