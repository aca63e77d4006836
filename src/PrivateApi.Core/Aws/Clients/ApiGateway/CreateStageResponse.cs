namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of CreateStage.</summary>
internal sealed class CreateStageResponse : Stage;
