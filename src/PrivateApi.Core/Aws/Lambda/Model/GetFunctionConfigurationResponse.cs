namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of GetFunctionConfiguration.</summary>
internal sealed class GetFunctionConfigurationResponse : FunctionConfiguration;
