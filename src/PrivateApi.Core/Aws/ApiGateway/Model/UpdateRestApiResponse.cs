namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of UpdateRestApi.</summary>
internal sealed class UpdateRestApiResponse : RestApi;
