using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetDomainNameAccessAssociations.</summary>
internal sealed class GetDomainNameAccessAssociationsResponse : AmazonWebServiceResponse
{
    public string? Position { get; set; }

    [JsonPropertyName("item")]
    public List<DomainNameAccessAssociation> Items { get; set; } = [];
}
