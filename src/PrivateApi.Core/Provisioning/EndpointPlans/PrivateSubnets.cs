using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Finds the subnets that an endpoint goes into when the user names none.</summary>
internal static class PrivateSubnets
{
    /// <summary>
    /// The private subnets of a VPC that suit an endpoint of the type, one for every zone that has the service and such a subnet; if a
    /// zone has several, the one with the most free addresses. Warns of zones that are left out. Where none suits, those that do not, for
    /// what is said of them.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>NoPrivateSubnet</c>.</exception>
    public static async Task<IReadOnlyList<Subnet>> OnePerZoneAsync(
        IAmazonEC2 ec2,
        string vpcId,
        ExecuteApiService service,
        string? ipAddressType,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<Filter> inVpc = [Ec2Tags.Filter("vpc-id", vpcId)];
        List<Subnet> subnets = await ec2
            .Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = inVpc })
            .Subnets.ToListAsync(stop);
        List<RouteTable> tables = await ec2
            .Paginators.DescribeRouteTables(new DescribeRouteTablesRequest { Filters = inVpc })
            .RouteTables.ToListAsync(stop);
        Subnet[] offered =
        [
            .. subnets.Where(subnet => service.AvailabilityZones.Contains(subnet.AvailabilityZone) && !IsPublic(subnet, tables)),
        ];
        Subnet[] fit = [.. offered.Where(subnet => SubnetFamilies.Suits(subnet, ipAddressType))];
        List<Subnet> chosen = (fit.Length > 0 ? fit : offered)
            .GroupBy(subnet => subnet.AvailabilityZone)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal)
            .Select(zone =>
                zone.OrderByDescending(subnet => subnet.AvailableIpAddressCount)
                    .ThenBy(subnet => subnet.SubnetId, StringComparer.Ordinal)
                    .First()
            )
            .ToList();
        string[] without =
        [
            .. offered
                .Select(subnet => subnet.AvailabilityZone)
                .Except(chosen.Select(subnet => subnet.AvailabilityZone))
                .Order(StringComparer.Ordinal),
        ];
        if (without.Length > 0)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The endpoint gets no network interface in {string.Join(", ", without)}: no private subnet of {vpcId} there suits an "
                        + $"endpoint of type {ipAddressType ?? "ipv4"}."
                )
            );
        }

        return chosen.Count > 0
            ? chosen
            : throw new PrivateApiException(
                "NoPrivateSubnet",
                FaultKind.NotFound,
                $"{vpcId} has no private subnet in a zone that offers {service.Name} "
                    + $"({string.Join(", ", service.AvailabilityZones)}). Name the endpoint's subnets with -SubnetId.",
                vpcId
            );
    }

    /// <summary>A subnet is public when its own route table, or else the VPC's main route table, leads to an internet gateway.</summary>
    private static bool IsPublic(Subnet subnet, List<RouteTable> tables)
    {
        RouteTable? table =
            tables.Find(table => table.Associations?.Exists(association => association.SubnetId == subnet.SubnetId) == true)
            ?? tables.Find(NetworkContents.IsMain);
        return table?.Routes?.Exists(route => route.GatewayId?.StartsWith("igw-", StringComparison.Ordinal) == true) == true;
    }
}
