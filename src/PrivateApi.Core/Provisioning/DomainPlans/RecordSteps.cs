// Over 250 lines: the zone and the records of a name, made, noted and removed by one rule, with what is said of those of others.
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Progress;
using PrivateApi.Provisioning.Repairs;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// The steps that make a private custom domain name resolve in a VPC: the private hosted zone, where no other covers the name there, and
/// an alias record that leads to an endpoint (API Gateway guide, "API consumer: Associate your VPC endpoint with a private custom domain
/// name").
/// </summary>
internal sealed class RecordSteps(AwsSession session, RunMark run, IProgress<ProgressEvent> progress)
{
    /// <summary>On an association: the zone that was there, and that a record for the name was put into.</summary>
    public const string RecordTag = "privateapi:record";

    // In the create call itself, unlike tags of hosted zones.
    private const string Mark = "privateapi:name=";

    // How zones of earlier repairs are told, which had no comment.
    private const string RepairReference = "privateapi-";

    private readonly ZoneChanges _zones = new(session);

    /// <summary>True for a zone that this module made for a name.</summary>
    public static bool IsOurs(HostedZone zone, string name) =>
        zone.Config?.Comment == Mark + name
        || (
            RecordName.Read(zone.Name) == name
            && zone.CallerReference.StartsWith(RepairReference, StringComparison.Ordinal)
            && Guid.TryParseExact(zone.CallerReference[RepairReference.Length..], "N", out _)
        );

    /// <summary>The comment by which a zone is known as this module's.</summary>
    public static HostedZoneConfig Config(string name) => new() { Comment = Mark + name, PrivateZone = true };

    /// <summary>
    /// The records that lead a name to an endpoint: an alias record for each address family that the endpoint's own names answer. Route 53
    /// answers a query by an alias record of the type asked for (Route 53 guide, "Choosing between alias and non-alias records").
    /// </summary>
    public static IReadOnlyList<ResourceRecordSet> Records(string name, VpcEndpoint endpoint) =>
        Records(name, endpoint, EndpointFamilies.OfNames(endpoint.IpAddressType?.Value, endpoint.DnsOptions?.DnsRecordIpType?.Value));

    private static IReadOnlyList<ResourceRecordSet> Records(string name, VpcEndpoint endpoint, AddressFamilies families)
    {
        DnsEntry? entry = endpoint.DnsEntries?.Find(item => EndpointNames.IsOwn(item.DnsName));
        return EndpointNames.Regional((endpoint.DnsEntries ?? []).Select(item => item.DnsName)) is { } host && entry is not null
            ? [.. EndpointFamilies.RecordTypes(families).Select(type => ZoneChanges.Record(name, type, host, entry.HostedZoneId))]
            : throw new PrivateApiException(
                "EndpointPending",
                FaultKind.Conflict,
                $"{endpoint.VpcEndpointId} has no name yet that a record for {name} could lead to. Wait until it is available, or use "
                    + "-NoRecord.",
                endpoint.VpcEndpointId
            );
    }

    /// <summary>The zone and its records.</summary>
    /// <param name="name">The domain name.</param>
    /// <param name="vpcId">The VPC in which it is to resolve.</param>
    /// <param name="endpoint">The endpoint that it leads to.</param>
    /// <param name="association">The step that associates that endpoint, whose tag remembers a record in somebody else's zone.</param>
    public IReadOnlyList<PlanStep> Make(string name, string vpcId, VpcEndpoint endpoint, PlanStep association)
    {
        PlanStep zone = Zone(name, vpcId);
        return [zone, Alias(name, vpcId, endpoint, zone, association)];
    }

    private PlanStep Zone(string name, string vpcId)
    {
        string step = $"zone-{vpcId}";
        return new PlanStep
        {
            Name = step,
            Description = $"Create the private hosted zone {name} for {vpcId}",
            Find = async stop => (await HostedZones.AnsweringAsync(session, vpcId, name, stop))?.HostedZoneId,
            FindOwn = stop => _zones.FindAsync(vpcId, name, Reference(step), stop),
            Create = async stop =>
            {
                CreateHostedZoneResponse made = await session.Route53.CreateHostedZoneAsync(
                    new CreateHostedZoneRequest
                    {
                        Name = name,
                        VPC = new VPC { VPCId = vpcId, VPCRegion = session.Region },
                        CallerReference = Reference(step),
                        HostedZoneConfig = Config(name),
                    },
                    stop
                );
                return HostedZoneIds.Plain(made.HostedZone.Id);
            },
            Undo = async (id, _, stop) => await DeleteZoneAsync(session, id, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-R53HostedZone").With("Id", id),
        };
    }

    private PlanStep Alias(string name, string vpcId, VpcEndpoint endpoint, PlanStep zone, PlanStep association)
    {
        IReadOnlyList<ResourceRecordSet> wanted = Records(name, endpoint);
        AliasTarget target = wanted[0].AliasTarget!;
        string[] types = [.. wanted.Select(record => record.Type)];
        IReadOnlyList<ResourceRecordSet> missing = wanted;
        IReadOnlyList<ResourceRecordSet> made = wanted;
        return new PlanStep
        {
            Name = $"record-{vpcId}",
            Description =
                types is ["A"] ? $"Create the record {name} in it, an alias of {endpoint.VpcEndpointId}"
                : types.Length == 1 ? $"Create the {types[0]} record {name} in it, an alias of {endpoint.VpcEndpointId}"
                : $"Create the records {name} in it, of types {string.Join(" and ", types)}, aliases of {endpoint.VpcEndpointId}",
            Within = zone,
            Find = async stop =>
            {
                IReadOnlyList<ResourceRecordSet> present = await _zones.PresentAsync(zone.RequiredId, wanted, stop);
                missing = [.. wanted.Except(present)];
                if (missing.Count == 0)
                {
                    return zone.RequiredId;
                }

                // An alias of the endpoint of another type is no obstacle: its address type was changed.
                ResourceRecordSet? other = (await HostedZones.RecordsAsync(session, zone.RequiredId, name, stop)).FirstOrDefault(item =>
                    item.AliasTarget is not { } alias || RecordName.Read(alias.DNSName) != RecordName.Read(target.DNSName)
                );
                if (other is null)
                {
                    return null;
                }

                if (!LeadsTo(other, endpoint))
                {
                    throw Taken(name, vpcId, zone.RequiredId, other, endpoint);
                }

                progress.Report(
                    ProgressEvent.Verbose(
                        $"{name} is a CNAME in zone {zone.RequiredId} already, and leads to {endpoint.VpcEndpointId} by its name "
                            + $"{other.ResourceRecords[0].Value}. The record is used as it is, and stays when the domain name is removed."
                    )
                );
                return zone.RequiredId;
            },
            Create = async stop =>
            {
                made = missing;
                if (zone.State == PlanStepState.Found)
                {
                    // Noted before it is made: what nobody notes, nobody takes away. Records have no tags.
                    await NoteAsync(association.RequiredId, zone.RequiredId, made, isAll: made.Count == wanted.Count, stop);
                }

                ChangeInfo change = await _zones.ChangeAsync(zone.RequiredId, "CREATE", made, stop);
                await _zones.SyncAsync(change, zone.RequiredId, progress, stop);
                return zone.RequiredId;
            },
            Undo = async (id, events, stop) => await DeleteRecordsAsync(session, id, made, events, stop),
            RemovalCommand = id =>
                Reachability.Changes.DnsRecordChange.Edit(
                    "DELETE",
                    id,
                    Reachability.Changes.DnsRecordChange.Aliases(
                        name,
                        made.Select(record => record.Type),
                        target.DNSName,
                        target.HostedZoneId
                    )
                ),
        };
    }

    /// <summary>The zone that an association's tag notes, and the types of the records that were made in it; null for no note.</summary>
    public static (string ZoneId, IReadOnlyList<string> Types)? Noted(DomainNameAccessAssociation association) =>
        association.Tags?.GetValueOrDefault(RecordTag)?.Split('/') is [var zone, .. var types]
            ? (zone, types.Length > 0 ? types : EndpointFamilies.RecordTypes(AddressFamilies.Both))
            : null;

    // The zone alone stands for every record of the name; with types for those, where a record of another type was there before.
    private async Task NoteAsync(string arn, string zoneId, IReadOnlyList<ResourceRecordSet> made, bool isAll, CancellationToken stop)
    {
        string note = isAll ? zoneId : string.Join('/', made.Select(record => record.Type).Prepend(zoneId));
        if (
            !isAll
            && (await ApiLists.AssociationsAsync(session.ApiGateway, "SELF", stop)).Find(item => item.DomainNameAccessAssociationArn == arn)
                is { } association
            && Noted(association) is { } before
            && before.ZoneId == zoneId
        )
        {
            // What an earlier run made there is this module's as well.
            note = string.Join('/', before.Types.Union(made.Select(record => record.Type)).Prepend(zoneId));
        }

        await session.ApiGateway.TagResourceAsync(
            new TagResourceRequest
            {
                ResourceArn = arn,
                Tags = new() { [RecordTag] = note },
            },
            stop
        );
    }

    /// <summary>Deletes a zone, unless it has other records or is gone.</summary>
    /// <returns>Why it stays; null when it is gone.</returns>
    public static async Task<string?> DeleteZoneAsync(AwsSession session, string id, CancellationToken stop)
    {
        try
        {
            await session.Route53.DeleteHostedZoneAsync(new DeleteHostedZoneRequest { Id = id }, stop);
            return null;
        }
        catch (Amazon.Runtime.AmazonServiceException e) when (e.ErrorCode is "HostedZoneNotEmpty")
        {
            return e.Message.TrimEnd('.');
        }
        catch (Amazon.Runtime.AmazonServiceException e) when (e.ErrorCode is "NoSuchHostedZone")
        {
            return null;
        }
    }

    /// <summary>Deletes records that are exactly so; those that are gone or were changed stay as they are.</summary>
    public static async Task DeleteRecordsAsync(
        AwsSession session,
        string zoneId,
        IReadOnlyList<ResourceRecordSet> records,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ZoneChanges zones = new(session);
        if (await zones.PresentAsync(zoneId, records, stop) is { Count: > 0 } present)
        {
            await zones.SyncAsync(await zones.ChangeAsync(zoneId, "DELETE", present, stop), zoneId, progress, stop);
        }
    }

    // Somebody's own way to the same endpoint does what the alias would do.
    private static bool LeadsTo(ResourceRecordSet record, VpcEndpoint endpoint) =>
        record is { Type: "CNAME", SetIdentifier: null, ResourceRecords: [var only] }
        && (endpoint.DnsEntries ?? []).Any(entry =>
            EndpointNames.IsOwn(entry.DnsName) && RecordName.Read(entry.DnsName) == RecordName.Read(only.Value)
        );

    private string Reference(string step) => $"privateapi-{run.Token(step)}";

    private static PrivateApiException Taken(string name, string vpcId, string zoneId, ResourceRecordSet other, VpcEndpoint endpoint) =>
        new(
            "RecordExists",
            FaultKind.Conflict,
            $"{name} resolves in {vpcId} already, by zone {zoneId}, and leads to "
                + (
                    other.AliasTarget is { } alias
                        ? RecordName.Read(alias.DNSName)
                        : string.Join(", ", other.ResourceRecords.Select(value => value.Value))
                )
                + $", not to {endpoint.VpcEndpointId}. Change that record, or use -NoRecord.",
            name
        );
}
