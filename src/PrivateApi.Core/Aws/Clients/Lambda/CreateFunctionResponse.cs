namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of CreateFunction.</summary>
internal sealed class CreateFunctionResponse : FunctionConfiguration;
