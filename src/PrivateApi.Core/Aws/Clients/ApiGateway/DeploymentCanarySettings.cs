namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>The canary that a deployment starts.</summary>
internal sealed class DeploymentCanarySettings
{
    public double? PercentTraffic { get; set; }

    public Dictionary<string, string>? StageVariableOverrides { get; set; }

    public bool? UseStageCache { get; set; }
}
