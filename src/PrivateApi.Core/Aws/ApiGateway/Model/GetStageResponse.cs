namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetStage.</summary>
internal sealed class GetStageResponse : Stage;
