namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of UpdateRestApi.</summary>
internal sealed class UpdateRestApiResponse : RestApi;
