using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of GetFunction.</summary>
internal sealed class GetFunctionRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2015-03-31/functions/{FunctionName}")
        .Path("FunctionName", FunctionName)
        .Query("Qualifier", Qualifier);
}
