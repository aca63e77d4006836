using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Facts;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// What routes lead to: peerings, transit and virtual private gateways, prefix lists. Read only if routes or rules name one.
/// </summary>
internal sealed class GatewayReads(SnapshotReads reads)
{
    private static readonly string[] Sides = ["requester-vpc-info.vpc-id", "accepter-vpc-info.vpc-id"];

    private IAmazonEC2 Ec2 => reads.Session.Ec2;

    public async Task<IReadOnlyList<PeeringFact>> PeeringsAsync(
        IReadOnlyList<string> vpcs,
        IReadOnlyCollection<string> targets,
        CancellationToken stop
    )
    {
        if (vpcs.Count < 2 && !targets.Any(target => target.StartsWith("pcx-", StringComparison.Ordinal)))
        {
            return [];
        }

        // Filters are joined by AND, and a VPC may be on either side.
        IReadOnlyList<VpcPeeringConnection>[] both = await Task.WhenAll(
            Sides.Select(side =>
                reads.ListAsync(
                    "Peering",
                    "ec2:DescribeVpcPeeringConnections",
                    () =>
                        Ec2
                            .Paginators.DescribeVpcPeeringConnections(
                                new DescribeVpcPeeringConnectionsRequest { Filters = [Ec2Tags.Filter(side, vpcs)] }
                            )
                            .VpcPeeringConnections.ToListAsync(stop)
                )
            )
        );
        return [.. both.SelectMany(items => items).DistinctBy(item => item.VpcPeeringConnectionId).Select(NetworkFactReader.Peering)];
    }

    public async Task<IReadOnlyList<VpnGatewayFact>> VpnGatewaysAsync(
        IReadOnlyList<string> vpcs,
        bool isOnPremises,
        IReadOnlyCollection<string> targets,
        CancellationToken stop
    )
    {
        if (!isOnPremises && !targets.Any(target => target.StartsWith("vgw-", StringComparison.Ordinal)))
        {
            return [];
        }

        IReadOnlyList<VpnGateway> found = await reads.ListAsync(
            "VpnGateway",
            "ec2:DescribeVpnGateways",
            async () =>
                (
                    await Ec2.DescribeVpnGatewaysAsync(
                        new DescribeVpnGatewaysRequest { Filters = [Ec2Tags.Filter("attachment.vpc-id", vpcs)] },
                        stop
                    )
                ).VpnGateways
                ?? []
        );
        return
        [
            .. found.Select(gateway => new VpnGatewayFact
            {
                Id = gateway.VpnGatewayId,
                VpcId = (gateway.VpcAttachments ?? []).Find(item => item.State?.Value == "attached")?.VpcId,
            }),
        ];
    }

    public async Task<IReadOnlyList<TransitGatewayFact>> TransitGatewaysAsync(IReadOnlyCollection<string> targets, CancellationToken stop)
    {
        string[] ids = [.. targets.Where(target => target.StartsWith("tgw-", StringComparison.Ordinal)).Distinct()];
        if (ids.Length == 0)
        {
            return [];
        }

        IReadOnlyList<TransitGatewayVpcAttachment> attachments = await reads.ListAsync(
            "TransitGateway",
            "ec2:DescribeTransitGatewayVpcAttachments",
            () =>
                Ec2
                    .Paginators.DescribeTransitGatewayVpcAttachments(
                        new DescribeTransitGatewayVpcAttachmentsRequest { Filters = [Ec2Tags.Filter("transit-gateway-id", ids)] }
                    )
                    .TransitGatewayVpcAttachments.ToListAsync(stop)
        );
        if (attachments.Count == 0)
        {
            return [];
        }

        (TransitGatewayAttachmentFact Fact, string? OwnerId)[] facts = await Task.WhenAll(
            attachments.Select(item => AttachmentAsync(item, stop))
        );
        return
        [
            .. attachments
                .Zip(facts)
                .GroupBy(item => item.First.TransitGatewayId)
                .Select(group => new TransitGatewayFact
                {
                    Id = group.Key,
                    OwnerId = group.Select(item => item.Second.OwnerId).FirstOrDefault(owner => owner is not null),
                    Attachments = [.. group.Select(item => item.Second.Fact)],
                }),
        ];
    }

    public async Task<IReadOnlyList<PrefixListFact>> PrefixListsAsync(IEnumerable<string> ids, CancellationToken stop)
    {
        IEnumerable<Task<PrefixListFact?>> lists = ids.Distinct(StringComparer.Ordinal)
            .Select(id =>
                reads.OneAsync(
                    "PrefixList",
                    "ec2:GetManagedPrefixListEntries",
                    async () =>
                        (PrefixListFact?)
                            new PrefixListFact
                            {
                                Id = id,
                                CidrBlocks =
                                [
                                    .. (
                                        await Ec2
                                            .Paginators.GetManagedPrefixListEntries(
                                                new GetManagedPrefixListEntriesRequest { PrefixListId = id }
                                            )
                                            .Entries.ToListAsync(stop)
                                    ).Select(entry => entry.Cidr),
                                ],
                            }
                )
            );
        return [.. (await Task.WhenAll(lists)).OfType<PrefixListFact>()];
    }

    /// <summary>An attachment with the routes of the transit gateway's table that it is associated with.</summary>
    private async Task<(TransitGatewayAttachmentFact Fact, string? OwnerId)> AttachmentAsync(
        TransitGatewayVpcAttachment item,
        CancellationToken stop
    )
    {
        string? table = null,
            owner = null;
        List<TransitGatewayRouteFact>? routes = await reads.OneAsync(
            "TransitGatewayRoute",
            "ec2:SearchTransitGatewayRoutes",
            async () =>
            {
                List<TransitGatewayAttachment> found = await Ec2
                    .Paginators.DescribeTransitGatewayAttachments(
                        new DescribeTransitGatewayAttachmentsRequest { TransitGatewayAttachmentIds = [item.TransitGatewayAttachmentId] }
                    )
                    .TransitGatewayAttachments.ToListAsync(stop);
                owner = found is [{ TransitGatewayOwnerId: { Length: > 0 } account }, ..] ? account : null;
                table = found is [{ Association.TransitGatewayRouteTableId: { Length: > 0 } id }, ..] ? id : null;

                // Another account's gateway does not show the table that an attachment is associated with.
                return table is not null ? await RoutesAsync(table, stop)
                    : owner is null || owner == await reads.Session.GetAccountIdAsync(stop) ? []
                    : null;
            }
        );
        TransitGatewayAttachmentFact fact = new()
        {
            Id = item.TransitGatewayAttachmentId,
            VpcId = item.VpcId,
            State = item.State?.Value ?? string.Empty,
            SubnetIds = [.. item.SubnetIds ?? []],
            RouteTableId = table,
            Routes = routes,
        };
        return (fact, owner);
    }

    private async Task<List<TransitGatewayRouteFact>> RoutesAsync(string table, CancellationToken stop)
    {
        SearchTransitGatewayRoutesRequest request = new()
        {
            TransitGatewayRouteTableId = table,
            Filters = [Ec2Tags.Filter("state", "active", "blackhole")],
        };
        SearchTransitGatewayRoutesResponse answer = await Ec2.SearchTransitGatewayRoutesAsync(request, stop);
        return
        [
            .. (answer.Routes ?? []).Select(route => new TransitGatewayRouteFact
            {
                Destination = route.DestinationCidrBlock ?? string.Empty,
                AttachmentId = route.TransitGatewayAttachments is [var attachment, ..] ? attachment.TransitGatewayAttachmentId : null,
                IsBlackhole = route.State?.Value == "blackhole",
            }),
        ];
    }
}
