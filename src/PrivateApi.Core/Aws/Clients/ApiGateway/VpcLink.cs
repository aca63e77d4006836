using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A link into a VPC.</summary>
internal class VpcLink : AmazonWebServiceResponse
{
    public string Id { get; set; } = string.Empty;

    public string? Name { get; set; }

    public string? Description { get; set; }

    public List<string>? TargetArns { get; set; }

    public string? Status { get; set; }

    public string? StatusMessage { get; set; }

    public Dictionary<string, string>? Tags { get; set; }
}
