using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of GetFunctionConfiguration.</summary>
internal sealed class GetFunctionConfigurationRequest : RestRequest
{
    public required string FunctionName { get; set; }

    public string? Qualifier { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2015-03-31/functions/{FunctionName}/configuration")
        .Path("FunctionName", FunctionName)
        .Query("Qualifier", Qualifier);
}
