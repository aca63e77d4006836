namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Which API, and which of its stages, answers under a base path of a domain name.</summary>
internal sealed class BasePathMapping
{
    /// <summary><c>(none)</c> for the root.</summary>
    public string? BasePath { get; set; }

    public string? RestApiId { get; set; }

    /// <summary>Null when the caller names the stage in the path.</summary>
    public string? Stage { get; set; }
}
