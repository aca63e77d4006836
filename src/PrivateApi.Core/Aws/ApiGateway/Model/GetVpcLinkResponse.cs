namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetVpcLink.</summary>
internal sealed class GetVpcLinkResponse : VpcLink;
