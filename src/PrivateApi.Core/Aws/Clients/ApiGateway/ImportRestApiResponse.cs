namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of ImportRestApi.</summary>
internal sealed class ImportRestApiResponse : RestApi;
