using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetTags.</summary>
internal sealed class GetTagsRequest : RestRequest
{
    public required string ResourceArn { get; set; }

    public string? Position { get; set; }

    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/tags/{resource_arn}")
        .Path("resource_arn", ResourceArn)
        .Query("position", Position)
        .Query("limit", Limit);
}
