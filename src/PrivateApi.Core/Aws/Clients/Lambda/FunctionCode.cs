namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>The code of a new function.</summary>
internal sealed class FunctionCode
{
    public byte[]? ZipFile { get; set; }
}
