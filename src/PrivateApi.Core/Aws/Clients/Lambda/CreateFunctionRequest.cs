using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

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

    internal override void Write(RestWire wire) => wire
        .Post("/2015-03-31/functions")
        .Json(this, LambdaBodies.Default.CreateFunctionRequest);
}
