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

    private readonly ZoneChanges _zones = new(session);

    /// <summary>True for a zone that this module made for a name.</summary>
    public static bool IsOurs(HostedZone zone, string name) => zone.Config?.Comment == Mark + name;

    /// <summary>The record that leads a name to an endpoint.</summary>
    public static ResourceRecordSet Record(string name, VpcEndpoint endpoint)
    {
        DnsEntry? entry = endpoint.DnsEntries?.Find(item => EndpointNames.IsOwn(item.DnsName));
        return EndpointNames.Regional((endpoint.DnsEntries ?? []).Select(item => item.DnsName)) is { } host && entry is not null
            ? ZoneChanges.Record(name, endpoint.IpAddressType?.Value == "ipv6" ? "AAAA" : "A", host, entry.HostedZoneId)
            : throw new PrivateApiException(
                "EndpointPending",
                FaultKind.Conflict,
                $"{endpoint.VpcEndpointId} has no name yet that a record for {name} could lead to. Wait until it is available, or use "
                    + "-NoRecord.",
                endpoint.VpcEndpointId
            );
    }

    /// <summary>The zone and its record.</summary>
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
                        HostedZoneConfig = new HostedZoneConfig { Comment = Mark + name, PrivateZone = true },
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
        ResourceRecordSet wanted = Record(name, endpoint);
        return new PlanStep
        {
            Name = $"record-{vpcId}",
            Description = $"Create the record {name} in it, an alias of {endpoint.VpcEndpointId}",
            Within = zone,
            Find = async stop =>
            {
                if (await _zones.HasAsync(zone.RequiredId, wanted, stop))
                {
                    return zone.RequiredId;
                }

                if (await HostedZones.RecordsAsync(session, zone.RequiredId, name, stop) is not [var other, ..])
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
                if (zone.State == PlanStepState.Found)
                {
                    // Noted before it is made: what nobody notes, nobody takes away. Records have no tags.
                    await session.ApiGateway.TagResourceAsync(
                        new TagResourceRequest
                        {
                            ResourceArn = association.RequiredId,
                            Tags = new() { [RecordTag] = zone.RequiredId },
                        },
                        stop
                    );
                }

                ChangeInfo made = await _zones.ChangeAsync(zone.RequiredId, "CREATE", wanted, stop);
                await _zones.SyncAsync(made, zone.RequiredId, progress, stop);
                return zone.RequiredId;
            },
            Undo = async (id, events, stop) => await DeleteRecordAsync(session, id, wanted, events, stop),
            RemovalCommand = id =>
                CommandLine
                    .ForCmdlet("Edit-R53ResourceRecordSet")
                    .With("HostedZoneId", id)
                    .With(
                        "ChangeBatch_Change",
                        CommandValue.Table(
                            ("Action", "DELETE"),
                            (
                                "ResourceRecordSet",
                                Reachability.Changes.DnsRecordChange.Alias(
                                    name,
                                    wanted.Type,
                                    wanted.AliasTarget!.DNSName,
                                    wanted.AliasTarget.HostedZoneId
                                )
                            )
                        )
                    ),
        };
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

    /// <summary>Deletes a record that is exactly so; one that is gone or was changed stays as it is.</summary>
    public static async Task DeleteRecordAsync(
        AwsSession session,
        string zoneId,
        ResourceRecordSet record,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ZoneChanges zones = new(session);
        if (await zones.HasAsync(zoneId, record, stop))
        {
            await zones.SyncAsync(await zones.ChangeAsync(zoneId, "DELETE", record, stop), zoneId, progress, stop);
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
