namespace PrivateApi.Aws.Lambda;

/// <summary>Answer of CreateFunction.</summary>
internal sealed class CreateFunctionResponse : FunctionConfiguration;
