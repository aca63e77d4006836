using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>An HTTP method of a resource.</summary>
internal class Method : AmazonWebServiceResponse
{
    public string HttpMethod { get; set; } = string.Empty;

    public string? AuthorizationType { get; set; }

    public string? AuthorizerId { get; set; }

    public bool? ApiKeyRequired { get; set; }

    public string? RequestValidatorId { get; set; }

    public string? OperationName { get; set; }

    public Dictionary<string, bool>? RequestParameters { get; set; }

    public Dictionary<string, string>? RequestModels { get; set; }

    public Dictionary<string, MethodResponse>? MethodResponses { get; set; }

    public Integration? MethodIntegration { get; set; }

    public List<string>? AuthorizationScopes { get; set; }
}
