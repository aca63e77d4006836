namespace PrivateApi.Aws.Clients.Route53;

/// <summary>What an alias leads to.</summary>
internal sealed class AliasTarget
{
    public string HostedZoneId { get; set; } = string.Empty;

    public string DNSName { get; set; } = string.Empty;

    public bool? EvaluateTargetHealth { get; set; }
}
