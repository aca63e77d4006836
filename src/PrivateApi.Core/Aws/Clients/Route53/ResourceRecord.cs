namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A value of a resource record set.</summary>
internal sealed class ResourceRecord
{
    public string Value { get; set; } = string.Empty;
}
