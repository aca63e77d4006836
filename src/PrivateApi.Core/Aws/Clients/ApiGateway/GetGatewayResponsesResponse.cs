using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetGatewayResponses.</summary>
internal sealed class GetGatewayResponsesResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<GatewayResponse> Items { get; set; } = [];
}
