using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A REST API as API Gateway returns it.</summary>
internal class RestApi : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string? Description { get; set; }

    public DateTime? CreatedDate { get; set; }

    public string? Version { get; set; }

    public List<string>? Warnings { get; set; }

    public List<string>? BinaryMediaTypes { get; set; }

    public int? MinimumCompressionSize { get; set; }

    public string? ApiKeySource { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? Policy { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    public bool? DisableExecuteApiEndpoint { get; set; }

    public string? RootResourceId { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    public string? ApiStatus { get; set; }

    public string? ApiStatusMessage { get; set; }
}
