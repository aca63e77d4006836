namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of PutRestApi.</summary>
internal sealed class PutRestApiResponse : RestApi;
