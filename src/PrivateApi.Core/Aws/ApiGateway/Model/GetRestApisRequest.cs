using System.Text.Json.Serialization;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Request of GetRestApis.</summary>
internal sealed class GetRestApisRequest : RestRequest
{
    [JsonIgnore]
    public string? Position { get; set; }

    [JsonIgnore]
    public int? Limit { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis")
        .Query("position", Position)
        .Query("limit", Limit);
}
