namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>An authorizer of an API.</summary>
internal sealed class Authorizer
{
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string Type { get; set; } = string.Empty;

    public List<string>? ProviderARNs { get; set; }

    public string? AuthType { get; set; }

    public string? AuthorizerUri { get; set; }

    public string? AuthorizerCredentials { get; set; }

    public string? IdentitySource { get; set; }

    public string? IdentityValidationExpression { get; set; }

    public int? AuthorizerResultTtlInSeconds { get; set; }
}
