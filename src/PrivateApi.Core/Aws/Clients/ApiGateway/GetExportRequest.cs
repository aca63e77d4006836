using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of GetExport.</summary>
internal sealed class GetExportRequest : RestRequest
{
    public required string RestApiId { get; set; }

    public required string StageName { get; set; }

    public required string ExportType { get; set; }

    public Dictionary<string, string>? Parameters { get; set; }

    public string? Accepts { get; set; }

    internal override void Write(RestWire wire) => wire
        .Get("/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}")
        .Path("restapi_id", RestApiId)
        .Path("stage_name", StageName)
        .Path("export_type", ExportType)
        .Query(Parameters)
        .Header("Accept", Accepts);
}
