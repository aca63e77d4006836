using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of instances; the beginning of a name works too.</summary>
public sealed class InstanceIdCompleter : AccountCompleter
{
    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<Reservation> found = await session
            .Ec2.Paginators.DescribeInstances(new DescribeInstancesRequest())
            .Reservations.ToListAsync(stop);
        return
        [
            .. found
                .SelectMany(reservation => reservation.Instances ?? [])
                .Where(item => item.State?.Name?.Value != "terminated")
                .OrderBy(item => Ec2Tags.Value(item.Tags, "Name"), StringComparer.OrdinalIgnoreCase)
                .Select(item => new Suggestion(
                    item.InstanceId,
                    $"{Ec2Tags.Value(item.Tags, "Name") ?? "no name"}, {item.State?.Name?.Value}, "
                        + $"{AddressOf(item)} in {item.SubnetId}",
                    Ec2Tags.Value(item.Tags, "Name")
                )),
        ];
    }

    // In an IPv6-only subnet it has no other.
    private static string AddressOf(Instance item) =>
        string.IsNullOrEmpty(item.PrivateIpAddress) ? item.Ipv6Address ?? string.Empty : item.PrivateIpAddress;
}
