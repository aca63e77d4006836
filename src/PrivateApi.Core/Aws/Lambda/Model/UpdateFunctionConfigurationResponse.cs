namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of UpdateFunctionConfiguration.</summary>
internal sealed class UpdateFunctionConfigurationResponse : FunctionConfiguration;
