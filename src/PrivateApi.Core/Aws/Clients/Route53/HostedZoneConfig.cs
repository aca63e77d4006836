namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A hosted zone's comment, and whether it is private.</summary>
internal sealed class HostedZoneConfig
{
    public string? Comment { get; set; }

    public bool? PrivateZone { get; set; }
}
