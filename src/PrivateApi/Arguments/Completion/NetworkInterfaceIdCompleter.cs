using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of network interfaces, in the given VPC if there is one.</summary>
public sealed class NetworkInterfaceIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<NetworkInterface> found = await session
            .Ec2.Paginators.DescribeNetworkInterfaces(new DescribeNetworkInterfacesRequest())
            .NetworkInterfaces.ToListAsync(stop);
        return
        [
            .. found
                .Where(item => scope.Count == 0 || scope.Contains(item.VpcId))
                .OrderBy(item => item.NetworkInterfaceId, StringComparer.Ordinal)
                .Select(item => new Suggestion(
                    item.NetworkInterfaceId,
                    $"{AddressOf(item)} in {item.SubnetId}"
                        + (string.IsNullOrEmpty(item.Description) ? string.Empty : ", " + item.Description)
                )),
        ];
    }

    // In an IPv6-only subnet it has no other.
    private static string AddressOf(NetworkInterface item) =>
        string.IsNullOrEmpty(item.PrivateIpAddress)
            ? item.Ipv6Addresses?.FirstOrDefault()?.Ipv6Address ?? string.Empty
            : item.PrivateIpAddress;
}
