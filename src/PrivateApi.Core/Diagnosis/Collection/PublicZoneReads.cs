using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Facts;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The public hosted zone of the account that a name is in, with that name's record: read only where a public custom domain name is
/// called, since only there an alias and a CNAME differ.
/// </summary>
internal sealed class PublicZoneReads(SnapshotReads reads)
{
    public Task<IReadOnlyList<HostedZoneFact>> OfAsync(string name, CancellationToken stop) =>
        reads.ListAsync("PublicZone", "route53:ListHostedZonesByName", () => ZonesAsync(RecordName.Read(name), stop));

    private async Task<List<HostedZoneFact>> ZonesAsync(string name, CancellationToken stop)
    {
        string[] labels = name.Split('.');
        HostedZone[][] found = await Task.WhenAll(
            Enumerable.Range(0, labels.Length - 1).Select(from => NamedAsync(string.Join('.', labels[from..]), isPrivate: false, stop))
        );
        HostedZone? zone = found.SelectMany(item => item).FirstOrDefault();
        return zone is null
            ? []
            :
            [
                new HostedZoneFact
                {
                    Id = HostedZoneIds.Plain(zone.Id),
                    Name = RecordName.Read(zone.Name),
                    IsPublic = true,
                    Records = await RecordsAsync(zone.Id, name, stop),
                },
            ];
    }

    /// <inheritdoc cref="HostedZones.NamedAsync"/>
    public Task<HostedZone[]> NamedAsync(string name, bool isPrivate, CancellationToken stop) =>
        HostedZones.NamedAsync(reads.Session, name, isPrivate, stop);

    private async Task<IReadOnlyList<RecordFact>> RecordsAsync(string zone, string name, CancellationToken stop)
    {
        ListResourceRecordSetsResponse answer = await reads.Session.Route53.ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest
            {
                HostedZoneId = zone,
                StartRecordName = name,
                MaxItems = "10",
            },
            stop
        );
        return [.. answer.ResourceRecordSets.Where(item => item.Type is "A" or "AAAA" or "CNAME").Select(NameReads.Record)];
    }
}
