namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetStage.</summary>
internal sealed class GetStageResponse : Stage;
