namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetRestApi.</summary>
internal sealed class GetRestApiResponse : RestApi;
