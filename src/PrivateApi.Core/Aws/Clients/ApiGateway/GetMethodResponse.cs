namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetMethod.</summary>
internal sealed class GetMethodResponse : Method;
