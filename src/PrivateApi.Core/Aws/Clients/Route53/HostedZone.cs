namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A hosted zone.</summary>
internal sealed class HostedZone
{
    /// <summary>With its start, <c>/hostedzone/</c>.</summary>
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string CallerReference { get; set; } = string.Empty;

    public HostedZoneConfig? Config { get; set; }

    public long? ResourceRecordSetCount { get; set; }
}
