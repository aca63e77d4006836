namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of GetFunctionConfiguration.</summary>
internal sealed class GetFunctionConfigurationResponse : FunctionConfiguration;
