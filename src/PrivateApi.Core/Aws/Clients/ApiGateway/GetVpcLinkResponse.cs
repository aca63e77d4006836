namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetVpcLink.</summary>
internal sealed class GetVpcLinkResponse : VpcLink;
