namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Where a function's code can be fetched; the location is a signed address and is never shown.</summary>
internal sealed class FunctionCodeLocation
{
    public string? RepositoryType { get; set; }

    public string? Location { get; set; }
}
