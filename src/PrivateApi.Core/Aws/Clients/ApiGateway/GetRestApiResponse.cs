namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetRestApi.</summary>
internal sealed class GetRestApiResponse : RestApi;
