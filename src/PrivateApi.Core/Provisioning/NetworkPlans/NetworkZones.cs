using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>Chooses the two Availability Zones of a network.</summary>
internal static class NetworkZones
{
    private const int Count = 2;

    /// <summary>
    /// The first two zones, by name, that are available and that offer the service: the same every time, so that a second run agrees
    /// with the first.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>ServiceNotFound</c>, <c>ZoneNotSupported</c>.</exception>
    public static async Task<IReadOnlyList<string>> ChooseAsync(AwsSession session, CancellationToken stop)
    {
        ExecuteApiService service = await ExecuteApiService.FindAsync(session, stop);
        DescribeAvailabilityZonesResponse answer = await session.Ec2.DescribeAvailabilityZonesAsync(
            new DescribeAvailabilityZonesRequest(),
            stop
        );
        List<string> zones = (answer.AvailabilityZones ?? [])
            .Where(zone => zone.State == Amazon.EC2.AvailabilityZoneState.Available && zone.ZoneType is null or "availability-zone")
            .Select(zone => zone.ZoneName)
            .Where(zone => service.AvailabilityZones.Contains(zone))
            .Order(StringComparer.Ordinal)
            .Take(Count)
            .ToList();
        return zones.Count == Count
            ? zones
            : throw new PrivateApiException(
                "ZoneNotSupported",
                FaultKind.InvalidArgument,
                $"Region {session.Region} has {zones.Count} Availability Zones for this account that offer "
                    + $"{service.Name}; a network needs {Count}. Choose another -Region.",
                session.Region
            );
    }
}
