using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetVpcLink.</summary>
internal sealed class GetVpcLinkRequest : RestRequest
{
    public required string VpcLinkId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/vpclinks/{vpclink_id}")
        .Path("vpclink_id", VpcLinkId);
}
