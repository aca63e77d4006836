using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of PutRestApi.</summary>
internal sealed class PutRestApiRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public string? Mode { get; set; }

    public bool? FailOnWarnings { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) => wire
        .Put("/restapis/{restapi_id}")
        .Path("restapi_id", RestApiId)
        .Query("mode", Mode)
        .Query("failonwarnings", FailOnWarnings)
        .Query(Parameters)
        .Body(Body);
}
