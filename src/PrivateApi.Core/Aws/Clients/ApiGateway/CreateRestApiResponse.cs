namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of CreateRestApi.</summary>
internal sealed class CreateRestApiResponse : RestApi;
