using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Request of ListFunctions.</summary>
internal sealed class ListFunctionsRequest : RestRequest
{
    public string? FunctionVersion { get; set; }

    public string? Marker { get; set; }

    public int? MaxItems { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2015-03-31/functions")
        .Query("FunctionVersion", FunctionVersion)
        .Query("Marker", Marker)
        .Query("MaxItems", MaxItems);
}
