namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of UpdateStage.</summary>
internal sealed class UpdateStageResponse : Stage;
