namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of ImportRestApi.</summary>
internal sealed class ImportRestApiResponse : RestApi;
