using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of Invoke.</summary>
internal sealed class InvokeRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? InvocationType { get; set; }

    public string? LogType { get; set; }

    public string? ClientContext { get; set; }

    public byte[]? Payload { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/2015-03-31/functions/{FunctionName}/invocations")
        .Path("FunctionName", FunctionName)
        .Header("X-Amz-Invocation-Type", InvocationType)
        .Header("X-Amz-Log-Type", LogType)
        .Header("X-Amz-Client-Context", ClientContext)
        .Query("Qualifier", Qualifier)
        .Body(Payload);
}
