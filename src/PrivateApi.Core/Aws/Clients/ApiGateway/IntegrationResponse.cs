namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>How an answer of the backend becomes one of the method.</summary>
internal sealed class IntegrationResponse
{
    public string? StatusCode { get; set; }

    public string? SelectionPattern { get; set; }

    public Dictionary<string, string>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseTemplates { get; set; }

    public string? ContentHandling { get; set; }
}
