using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetDeployments.</summary>
internal sealed class GetDeploymentsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<Deployment> Items { get; set; } = [];
}
