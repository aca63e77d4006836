using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A custom domain name; a private one has an id, since its name alone means the public one.</summary>
internal class DomainName : AmazonWebServiceResponse
{
    [JsonPropertyName("domainName")]
    public string Name { get; set; } = string.Empty;

    public string? DomainNameId { get; set; }

    public string? DomainNameArn { get; set; }

    public string? CertificateArn { get; set; }

    public string? RegionalCertificateArn { get; set; }

    public string? RegionalDomainName { get; set; }

    public string? DistributionDomainName { get; set; }

    public EndpointConfiguration? EndpointConfiguration { get; set; }

    public string? DomainNameStatus { get; set; }

    public string? DomainNameStatusMessage { get; set; }

    public string? SecurityPolicy { get; set; }

    public string? EndpointAccessMode { get; set; }

    public string? Policy { get; set; }

    public string? ManagementPolicy { get; set; }

    public string? RoutingMode { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}
