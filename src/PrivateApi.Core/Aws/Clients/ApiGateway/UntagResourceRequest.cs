using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of UntagResource.</summary>
internal sealed class UntagResourceRequest : RestRequest
{
    public required string ResourceArn { get; set; }

    public required List<string> TagKeys { get; set; }

    internal override void Write(RestWire wire) => wire
        .Delete("/tags/{resource_arn}")
        .Path("resource_arn", ResourceArn)
        .Query("tagKeys", TagKeys);
}
