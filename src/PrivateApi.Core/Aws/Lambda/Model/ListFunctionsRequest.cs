using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Lambda;

/// <summary>Request of ListFunctions.</summary>
internal sealed class ListFunctionsRequest : RestRequest
{
    [JsonIgnore]
    public string? FunctionVersion { get; set; }

    [JsonIgnore]
    public string? Marker { get; set; }

    [JsonIgnore]
    public int? MaxItems { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/2015-03-31/functions")
        .Query("FunctionVersion", FunctionVersion)
        .Query("Marker", Marker)
        .Query("MaxItems", MaxItems);
}
