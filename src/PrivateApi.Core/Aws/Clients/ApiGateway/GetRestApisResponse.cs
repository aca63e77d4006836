using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetRestApis.</summary>
internal sealed class GetRestApisResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<RestApi> Items { get; set; } = [];
}
