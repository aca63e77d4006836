namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Name servers of a public hosted zone.</summary>
internal sealed class DelegationSet
{
    public List<string> NameServers { get; set; } = [];
}
