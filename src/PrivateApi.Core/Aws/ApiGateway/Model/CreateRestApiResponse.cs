namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of CreateRestApi.</summary>
internal sealed class CreateRestApiResponse : RestApi;
