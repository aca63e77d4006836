namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A path of an API.</summary>
internal sealed class Resource
{
    public string Id { get; set; } = string.Empty;

    public string? ParentId { get; set; }

    public string? PathPart { get; set; }

    public string Path { get; set; } = string.Empty;

    public Dictionary<string, Method>? ResourceMethods { get; set; }
}
