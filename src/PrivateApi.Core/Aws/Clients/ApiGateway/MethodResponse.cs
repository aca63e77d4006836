namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A status that a method declares.</summary>
internal sealed class MethodResponse
{
    public string? StatusCode { get; set; }

    public Dictionary<string, bool>? ResponseParameters { get; set; }

    public Dictionary<string, string>? ResponseModels { get; set; }
}
