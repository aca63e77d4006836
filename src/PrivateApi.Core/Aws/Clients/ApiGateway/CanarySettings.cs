namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A stage's canary.</summary>
internal sealed class CanarySettings
{
    public double? PercentTraffic { get; set; }

    public string? DeploymentId { get; set; }

    public Dictionary<string, string>? StageVariableOverrides { get; set; }

    public bool? UseStageCache { get; set; }
}
