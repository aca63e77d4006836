using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Request of CreateRestApi.</summary>
internal sealed class CreateRestApiRequest : RestRequest
{
    public required string Name { get; set; }

    public string? Description { get; set; }

    public string? Version { get; set; }

    public string? CloneFrom { get; set; }

    public List<string>? BinaryMediaTypes { get; set; }

    public int? MinimumCompressionSize { get; set; }

    public string? ApiKeySource { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? Policy { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public bool? DisableExecuteApiEndpoint { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    internal override void Write(RestWire wire) => wire
        .Post("/restapis")
        .Json(this, ApiGatewayBodies.Default.CreateRestApiRequest);
}
