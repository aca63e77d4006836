namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A set of DHCP options: names with their values, as given.</summary>
internal sealed class LabDhcpOptions(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "dhcp-options";

    /// <summary>For instance <c>domain-name-servers</c> → <c>AmazonProvidedDNS</c>.</summary>
    public required IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Options { get; init; }

    /// <summary>True for the Region's default set, which can't be deleted.</summary>
    public bool IsDefault { get; init; }

    public IReadOnlyList<string> DomainNameServers => Options.FirstOrDefault(option => option.Key == "domain-name-servers").Value ?? [];
}
