using System.Text.Json.Serialization;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Request of PutRestApi.</summary>
internal sealed class PutRestApiRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public string? Mode { get; set; }

    [JsonIgnore]
    public bool? FailOnWarnings { get; set; }

    [JsonIgnore]
    public Dictionary<string, string>? Parameters { get; set; }

    [JsonIgnore]
    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) => wire
        .Put("/restapis/{restapi_id}")
        .Path("restapi_id", RestApiId)
        .Query("mode", Mode)
        .Query("failonwarnings", FailOnWarnings)
        .Query(Parameters)
        .Body(Body);
}
