namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>One change of an update: a path and what is done there.</summary>
internal sealed class PatchOperation
{
    public string? Op { get; set; }

    public string? Path { get; set; }

    public string? Value { get; set; }

    public string? From { get; set; }
}
