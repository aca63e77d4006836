namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of UpdateFunctionConfiguration.</summary>
internal sealed class UpdateFunctionConfigurationResponse : FunctionConfiguration;
