using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetDomainNames.</summary>
internal sealed class GetDomainNamesResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<DomainName> Items { get; set; } = [];
}
