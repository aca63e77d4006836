namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A VPC that a private hosted zone answers in.</summary>
internal sealed class VPC
{
    public string VPCRegion { get; set; } = string.Empty;

    public string VPCId { get; set; } = string.Empty;
}
