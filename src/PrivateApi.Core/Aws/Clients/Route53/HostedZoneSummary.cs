namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A private hosted zone that answers in a VPC.</summary>
internal sealed class HostedZoneSummary
{
    public string HostedZoneId { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public HostedZoneOwner Owner { get; set; } = new();
}
