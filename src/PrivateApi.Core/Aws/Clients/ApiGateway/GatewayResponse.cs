namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>The answer that API Gateway itself gives in one case.</summary>
internal sealed class GatewayResponse
{
    public string? ResponseType { get; set; }

    public string? StatusCode { get; set; }

    public Dictionary<string, string>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseTemplates { get; set; }

    public bool? DefaultResponse { get; set; }
}
