using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A stage: a name under which a deployment answers.</summary>
internal class Stage : AmazonWebServiceResponse
{
    public string? DeploymentId { get; set; }

    public string? ClientCertificateId { get; set; }

    public string StageName { get; set; } = string.Empty;

    public string? Description { get; set; }

    public bool? CacheClusterEnabled { get; set; }

    public string? CacheClusterSize { get; set; }

    public string? CacheClusterStatus { get; set; }

    public Dictionary<string, MethodSetting>? MethodSettings { get; set; }

    public Dictionary<string, string>? Variables { get; set; }

    public string? DocumentationVersion { get; set; }

    public AccessLogSettings? AccessLogSettings { get; set; }

    public CanarySettings? CanarySettings { get; set; }

    public bool? TracingEnabled { get; set; }

    public string? WebAclArn { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public DateTime? CreatedDate { get; set; }

    public DateTime? LastUpdatedDate { get; set; }
}
