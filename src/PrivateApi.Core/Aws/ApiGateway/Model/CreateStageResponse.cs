namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of CreateStage.</summary>
internal sealed class CreateStageResponse : Stage;
