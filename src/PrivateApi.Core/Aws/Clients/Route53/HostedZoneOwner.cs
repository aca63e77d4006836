namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Who owns a hosted zone: an account, or a service of AWS.</summary>
internal sealed class HostedZoneOwner
{
    public string? OwningAccount { get; set; }

    public string? OwningService { get; set; }
}
