namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of UpdateStage.</summary>
internal sealed class UpdateStageResponse : Stage;
