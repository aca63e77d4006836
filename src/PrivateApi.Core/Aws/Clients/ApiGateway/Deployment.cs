using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A snapshot of an API.</summary>
internal class Deployment : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Description { get; set; }

    public DateTime? CreatedDate { get; set; }

    public Dictionary<string, Dictionary<string, MethodSnapshot>>? ApiSummary { get; set; }
}
