using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetBasePathMappings.</summary>
internal sealed class GetBasePathMappingsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<BasePathMapping> Items { get; set; } = [];
}
