namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>A layer of a function, as Lambda shows it.</summary>
internal sealed class Layer
{
    public string? Arn { get; set; }
}
