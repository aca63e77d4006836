namespace PrivateApi.Aws.Clients.Resolver;

/// <summary>A condition of a list: one of these values.</summary>
internal sealed class Filter
{
    public string Name { get; set; } = string.Empty;

    public List<string> Values { get; set; } = [];
}
