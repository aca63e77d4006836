namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetMethod.</summary>
internal sealed class GetMethodResponse : Method;
