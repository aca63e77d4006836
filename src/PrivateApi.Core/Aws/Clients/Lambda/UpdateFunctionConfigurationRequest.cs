using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of UpdateFunctionConfiguration.</summary>
internal sealed class UpdateFunctionConfigurationRequest : RestRequest
{
    [JsonIgnore]
    public required string FunctionName { get; set; }

    public string? Role { get; set; }

    public string? Handler { get; set; }

    public string? Description { get; set; }

    public int? Timeout { get; set; }

    public int? MemorySize { get; set; }

    public VpcConfig? VpcConfig { get; set; }

    public Environment? Environment { get; set; }

    public string? Runtime { get; set; }

    public List<string>? Layers { get; set; }

    public List<FileSystemConfig>? FileSystemConfigs { get; set; }

    public DeadLetterConfig? DeadLetterConfig { get; set; }

    public TracingConfig? TracingConfig { get; set; }

    public string? KMSKeyArn { get; set; }

    /// <summary>The revision that is to be changed; Lambda refuses (PreconditionFailedException) where it is another by now.</summary>
    public string? RevisionId { get; set; }

    internal override void Write(RestWire wire) => wire
        .Put("/2015-03-31/functions/{FunctionName}/configuration")
        .Path("FunctionName", FunctionName)
        .Json(this, LambdaBodies.Default.UpdateFunctionConfigurationRequest);
}
