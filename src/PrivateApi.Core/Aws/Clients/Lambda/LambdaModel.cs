// Over 250 lines: the wire types of one service, as its API reference lists them.
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Where a function's failed events go.</summary>
internal sealed class DeadLetterConfig
{
    /// <summary>A queue or topic; empty for none.</summary>
    public string? TargetArn { get; set; }
}

/// <summary>Environment variables of a function.</summary>
internal sealed class Environment
{
    public Dictionary<string, string>? Variables { get; set; }
}

/// <summary>Why environment variables cannot be read.</summary>
internal sealed class EnvironmentError
{
    public string? ErrorCode { get; set; }

    public string? Message { get; set; }
}

/// <summary>A function's environment variables, or why they cannot be read.</summary>
internal sealed class EnvironmentResponse
{
    public Dictionary<string, string>? Variables { get; set; }

    public EnvironmentError? Error { get; set; }
}

/// <summary>A file system that a function mounts.</summary>
internal sealed class FileSystemConfig
{
    public string? Arn { get; set; }

    public string? LocalMountPath { get; set; }
}

/// <summary>The code of a new function.</summary>
internal sealed class FunctionCode
{
    public byte[]? ZipFile { get; set; }
}

/// <summary>Where a function's code can be fetched; the location is a signed address and is never shown.</summary>
internal sealed class FunctionCodeLocation
{
    public string? RepositoryType { get; set; }

    public string? Location { get; set; }
}

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

/// <summary>A layer of a function, as Lambda shows it.</summary>
internal sealed class Layer
{
    public string? Arn { get; set; }
}

/// <summary>Why GetFunction does not show a function's tags.</summary>
internal sealed class TagsError
{
    public string? ErrorCode { get; set; }

    public string? Message { get; set; }
}

/// <summary>Whether a function's calls are traced.</summary>
internal sealed class TracingConfig
{
    /// <summary><c>Active</c> or <c>PassThrough</c>.</summary>
    public string? Mode { get; set; }
}

/// <summary>Subnets and security groups that a function is to have.</summary>
internal sealed class VpcConfig
{
    public List<string>? SubnetIds { get; set; }

    public List<string>? SecurityGroupIds { get; set; }

    public bool? Ipv6AllowedForDualStack { get; set; }
}

/// <summary>Subnets and security groups that a function has.</summary>
internal sealed class VpcConfigResponse
{
    public List<string>? SubnetIds { get; set; }

    public List<string>? SecurityGroupIds { get; set; }

    public string? VpcId { get; set; }

    public bool? Ipv6AllowedForDualStack { get; set; }
}

/// <summary>Request of CreateFunction.</summary>
internal sealed class CreateFunctionRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Runtime { get; set; }

    public required string Role { get; set; }

    public string? Handler { get; set; }

    public required FunctionCode Code { get; set; }

    public string? Description { get; set; }

    public int? Timeout { get; set; }

    public int? MemorySize { get; set; }

    public bool? Publish { get; set; }

    public VpcConfig? VpcConfig { get; set; }

    public string? PackageType { get; set; }

    public Environment? Environment { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public List<string>? Architectures { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2015-03-31/functions").Json(this, LambdaBodies.Default.CreateFunctionRequest);
}

/// <summary>Answer of CreateFunction.</summary>
internal sealed class CreateFunctionResponse : FunctionConfiguration;

/// <summary>Request of DeleteFunction.</summary>
internal sealed class DeleteFunctionRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/2015-03-31/functions/{FunctionName}").Path("FunctionName", FunctionName).Query("Qualifier", Qualifier);
}

/// <summary>Answer of DeleteFunction.</summary>
internal sealed class DeleteFunctionResponse : AmazonWebServiceResponse { }

/// <summary>Request of GetFunction.</summary>
internal sealed class GetFunctionRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2015-03-31/functions/{FunctionName}").Path("FunctionName", FunctionName).Query("Qualifier", Qualifier);
}

/// <summary>Answer of GetFunction.</summary>
internal sealed class GetFunctionResponse : AmazonWebServiceResponse
{
    public FunctionConfiguration Configuration { get; set; } = new();

    public FunctionCodeLocation? Code { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    /// <summary>Why the tags are not shown; null where they are.</summary>
    public TagsError? TagsError { get; set; }
}

/// <summary>Request of GetFunctionConfiguration.</summary>
internal sealed class GetFunctionConfigurationRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2015-03-31/functions/{FunctionName}/configuration").Path("FunctionName", FunctionName).Query("Qualifier", Qualifier);
}

/// <summary>Answer of GetFunctionConfiguration.</summary>
internal sealed class GetFunctionConfigurationResponse : FunctionConfiguration;

/// <summary>Request of GetPolicy.</summary>
internal sealed class GetPolicyRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2015-03-31/functions/{FunctionName}/policy").Path("FunctionName", FunctionName).Query("Qualifier", Qualifier);
}

/// <summary>Answer of GetPolicy.</summary>
internal sealed class GetPolicyResponse : AmazonWebServiceResponse
{
    public string Policy { get; set; } = string.Empty;

    public string? RevisionId { get; set; }
}

/// <summary>Request of Invoke.</summary>
internal sealed class InvokeRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? InvocationType { get; set; }

    public string? LogType { get; set; }

    public string? ClientContext { get; set; }

    public byte[]? Payload { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2015-03-31/functions/{FunctionName}/invocations")
            .Path("FunctionName", FunctionName)
            .Header("X-Amz-Invocation-Type", InvocationType)
            .Header("X-Amz-Log-Type", LogType)
            .Header("X-Amz-Client-Context", ClientContext)
            .Query("Qualifier", Qualifier)
            .Body(Payload);
}

/// <summary>Answer of Invoke.</summary>
internal sealed class InvokeResponse : AmazonWebServiceResponse, IRawResponse
{
    public string? FunctionError { get; set; }

    public string? LogResult { get; set; }

    public byte[]? Payload { get; set; }

    public string? ExecutedVersion { get; set; }

    void IRawResponse.Read(byte[] body, IWebResponseData headers)
    {
        Payload = body;
        FunctionError = headers.GetHeaderValue("X-Amz-Function-Error");
        LogResult = headers.GetHeaderValue("X-Amz-Log-Result");
        ExecutedVersion = headers.GetHeaderValue("X-Amz-Executed-Version");
    }
}

/// <summary>Request of ListFunctions.</summary>
internal sealed class ListFunctionsRequest : RestRequest
{
    public string? FunctionVersion { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2015-03-31/functions").Query("FunctionVersion", FunctionVersion).Query("Marker", Marker).Query("MaxItems", MaxItems);
}

/// <summary>Answer of ListFunctions.</summary>
internal sealed class ListFunctionsResponse : AmazonWebServiceResponse
{
    public string? NextMarker { get; set; }

    public List<FunctionConfiguration> Functions { get; set; } = [];
}

/// <summary>Request of ListTags.</summary>
internal sealed class ListTagsRequest : RestRequest
{
    public required string Resource { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/2017-03-31/tags/{Resource}").Path("Resource", Resource);
}

/// <summary>Answer of ListTags.</summary>
internal sealed class ListTagsResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}

/// <summary>Request of TagResource.</summary>
internal sealed class TagResourceRequest : RestRequest
{
    [JsonIgnore]
    public required string Resource { get; set; }

    public required Dictionary<string, string> Tags { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2017-03-31/tags/{Resource}").Path("Resource", Resource).Json(this, LambdaBodies.Default.TagResourceRequest);
}

/// <summary>Answer of TagResource.</summary>
internal sealed class TagResourceResponse : AmazonWebServiceResponse;

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

    internal override void Write(RestWire wire) =>
        wire.Put("/2015-03-31/functions/{FunctionName}/configuration")
            .Path("FunctionName", FunctionName)
            .Json(this, LambdaBodies.Default.UpdateFunctionConfigurationRequest);
}

/// <summary>Answer of UpdateFunctionConfiguration.</summary>
internal sealed class UpdateFunctionConfigurationResponse : FunctionConfiguration;

/// <summary>Request of AddPermission.</summary>
internal sealed class AddPermissionRequest : RestRequest
{
    [JsonIgnore]
    public required string FunctionName { get; set; }

    public required string StatementId { get; set; }

    public required string Action { get; set; }

    public required string Principal { get; set; }

    public string? SourceArn { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2015-03-31/functions/{FunctionName}/policy")
            .Path("FunctionName", FunctionName)
            .Json(this, LambdaBodies.Default.AddPermissionRequest);
}

/// <summary>Answer of AddPermission.</summary>
internal sealed class AddPermissionResponse : AmazonWebServiceResponse
{
    public string? Statement { get; set; }
}

/// <summary>Request of RemovePermission.</summary>
internal sealed class RemovePermissionRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public required string StatementId { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Delete("/2015-03-31/functions/{FunctionName}/policy/{StatementId}")
            .Path("FunctionName", FunctionName)
            .Path("StatementId", StatementId);
}

/// <summary>Answer of RemovePermission.</summary>
internal sealed class RemovePermissionResponse : AmazonWebServiceResponse;
