using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of ImportRestApi.</summary>
internal sealed class ImportRestApiRequest : RestRequest
{
    public bool? FailOnWarnings { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public required byte[] Body { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis")
        .SubResource("mode", "import")
        .Query("failonwarnings", FailOnWarnings)
        .Query(Parameters)
        .Body(Body);
}
