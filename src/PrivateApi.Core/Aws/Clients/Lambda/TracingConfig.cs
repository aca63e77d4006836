namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Whether a function's calls are traced.</summary>
internal sealed class TracingConfig
{
    /// <summary><c>Active</c> or <c>PassThrough</c>.</summary>
    public string? Mode { get; set; }
}
