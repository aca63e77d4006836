using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// Name servers of one's own in DHCP options: they see private names only by forwarding to Amazon's resolver, which answers in the VPC
/// itself (VPC user guide, "DHCP option sets in Amazon VPC"; Route 53 guide, "Resolving DNS queries between VPCs and your network").
/// </summary>
internal static class OwnServers
{
    /// <summary>What they have to forward, and whereto, as a sentence.</summary>
    public static string HaveToForward(AccountSnapshot snapshot, VpcFact vpc, string host)
    {
        string apis = ApiHosts.Domain(snapshot.Region, snapshot.DnsSuffix);
        string domain = NameRules.Covers(apis, host) ? apis : host;
        InboundResolverFact? inbound = snapshot.InboundResolvers.FirstOrDefault(item => item.VpcId == vpc.Id);
        string whereto =
            inbound is not null ? $"{string.Join(", ", inbound.Address)} ({inbound.Id})"
            : vpc.DnsServers.All(server => vpc.CidrBlocks.Any(range => AddressRanges.Contains(range, server)))
            && AmazonDns.Of(vpc.CidrBlocks) is { } resolver
                ? $"{resolver}, the resolver of {vpc.Id}"
            : $"an inbound resolver endpoint of {vpc.Id}, which it does not have";
        return $"Let them forward {domain} to {whereto}";
    }
}
