namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of PutRestApi.</summary>
internal sealed class PutRestApiResponse : RestApi;
