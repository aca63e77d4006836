namespace PrivateApi.Aws.Clients.Iam;

/// <summary>A tag.</summary>
internal sealed class Tag
{
    public string Key { get; set; } = string.Empty;

    public string Value { get; set; } = string.Empty;
}
