using System.Text.Json.Serialization;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Request of ImportRestApi.</summary>
internal sealed class ImportRestApiRequest : RestRequest
{
    [JsonIgnore]
    public bool? FailOnWarnings { get; set; }

    [JsonIgnore]
    public Dictionary<string, string>? Parameters { get; set; }

    [JsonIgnore]
    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis")
        .SubResource("mode", "import")
        .Query("failonwarnings", FailOnWarnings)
        .Query(Parameters)
        .Body(Body);
}
