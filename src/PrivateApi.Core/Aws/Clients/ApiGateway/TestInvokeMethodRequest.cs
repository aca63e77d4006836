using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of TestInvokeMethod.</summary>
internal sealed class TestInvokeMethodRequest : RestRequest
{
    [JsonIgnore]
    public required string RestApiId { get; set; }

    [JsonIgnore]
    public required string ResourceId { get; set; }

    [JsonIgnore]
    public required string HttpMethod { get; set; }

    public string? PathWithQueryString { get; set; }

    public string? Body { get; set; }

    public Dictionary<string, string>? Headers { get; set; }

    public Dictionary<string, List<string>>? MultiValueHeaders { get; set; }

    public string? ClientCertificateId { get; set; }

    public Dictionary<string, string>? StageVariables { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}")
        .Path("restapi_id", RestApiId)
        .Path("resource_id", ResourceId)
        .Path("http_method", HttpMethod)
        .Json(this, ApiGatewayBodies.Default.TestInvokeMethodRequest);
}
