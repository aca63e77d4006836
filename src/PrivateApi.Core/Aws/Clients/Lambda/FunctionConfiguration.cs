using System.Text.Json;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>A function as Lambda returns it.</summary>
internal class FunctionConfiguration : AmazonWebServiceResponse
{
    public string FunctionName { get; set; } = string.Empty;

    public string FunctionArn { get; set; } = string.Empty;

    public string? Runtime { get; set; }

    public string? Role { get; set; }

    public string? Handler { get; set; }

    public long? CodeSize { get; set; }

    public string? Description { get; set; }

    public int? Timeout { get; set; }

    public int? MemorySize { get; set; }

    public string? LastModified { get; set; }

    public string? CodeSha256 { get; set; }

    public string? Version { get; set; }

    public VpcConfigResponse? VpcConfig { get; set; }

    public EnvironmentResponse? Environment { get; set; }

    public string? RevisionId { get; set; }

    public string? State { get; set; }

    public string? StateReason { get; set; }

    public string? StateReasonCode { get; set; }

    public string? LastUpdateStatus { get; set; }

    public string? LastUpdateStatusReason { get; set; }

    public string? LastUpdateStatusReasonCode { get; set; }

    public string? PackageType { get; set; }

    public List<string>? Architectures { get; set; }

    public List<Layer>? Layers { get; set; }

    public List<FileSystemConfig>? FileSystemConfigs { get; set; }

    public DeadLetterConfig? DeadLetterConfig { get; set; }

    public TracingConfig? TracingConfig { get; set; }

    public string? KMSKeyArn { get; set; }

    /// <summary>Entry point and command of an image; null for a zip, as for the three below where they are not used.</summary>
    public JsonElement? ImageConfigResponse { get; set; }

    public JsonElement? CapacityProviderConfig { get; set; }

    public JsonElement? DurableConfig { get; set; }

    public JsonElement? TenancyConfig { get; set; }
}
