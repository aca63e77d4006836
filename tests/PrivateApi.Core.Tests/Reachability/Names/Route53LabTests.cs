using System.Text.Json;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.ControlPlane.Route53;
using PrivateApi.Lab.ControlPlane.Route53.Model;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>The lab's Route 53 as boto3, the AWS CLI and our own client see it; the scene's promises are in its script.</summary>
public sealed class Route53LabTests
{
    private static readonly string[] Operations =
    [
        "AssociateVPCWithHostedZone",
        "ChangeResourceRecordSets",
        "ChangeTagsForResource",
        "CreateHostedZone",
        "DeleteHostedZone",
        "DisassociateVPCFromHostedZone",
        "GetChange",
        "GetHostedZone",
        "ListHostedZones",
        "ListHostedZonesByName",
        "ListHostedZonesByVPC",
        "ListResourceRecordSets",
        "ListTagsForResource",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Boto3_keeps_private_zones_and_every_answer_fits_the_AWS_model()
    {
        using EmbeddedAws lab = new();
        JsonElement seen = await Peer.BotoAsync("route53.py", lab.Listen());
        Assert.Equal(Operations, seen.GetProperty("answered").EnumerateArray().Select(name => name.GetString()));

        // The module's client reads the same account as boto3 does.
        using AwsSession session = Sessions.OnLab(lab);
        string vpcId = seen.GetProperty("vpc").GetProperty("VPCId").GetString()!;
        ListHostedZonesByVPCResponse zones = await session.Route53.ListHostedZonesByVPCAsync(
            new ListHostedZonesByVPCRequest { VPCId = vpcId, VPCRegion = "eu-west-1" },
            Stop
        );
        Assert.Equal(
            seen.GetProperty("summaries")
                .EnumerateArray()
                .Select(zone =>
                    (
                        Text(zone, "HostedZoneId"),
                        Text(zone, "Name"),
                        Text(zone.GetProperty("Owner"), "OwningAccount"),
                        Text(zone.GetProperty("Owner"), "OwningService")
                    )
                ),
            zones.HostedZoneSummaries.Select(zone =>
                ((string?)zone.HostedZoneId, (string?)zone.Name, zone.Owner.OwningAccount, zone.Owner.OwningService)
            )
        );
        Assert.Null(zones.NextToken);

        GetHostedZoneResponse zone = await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = Text(seen, "zone")! }, Stop);
        Assert.Equal(
            (Text(seen, "zone"), "corp.example.com.", "for pets", true),
            ((string?)zone.HostedZone.Id, zone.HostedZone.Name, zone.HostedZone.Config?.Comment, zone.HostedZone.Config?.PrivateZone)
        );
        Assert.Equal(vpcId, Assert.Single(zone.VPCs).VPCId);
        Assert.Null(zone.DelegationSet);

        List<ResourceRecordSet> records = await AllRecordsAsync(session, Text(seen, "zone")!);
        Assert.Equal(seen.GetProperty("records").EnumerateArray().Select(Line), records.Select(Line));

        // The data plane's view.
        LabHostedZone held = Assert.Single(Route53State.ZonesOf(lab.Store, vpcId, "eu-west-1"));
        Assert.Equal((zones.HostedZoneSummaries[0].HostedZoneId, true, records.Count), (held.Id, held.IsPrivate, held.Records.Count));
    }

    [Fact]
    public async Task The_AWS_CLI_makes_a_zone_fills_it_and_waits_for_it()
    {
        using EmbeddedAws lab = new();
        Uri url = lab.Listen();
        string id = await CliAsync(
            url,
            "route53",
            "create-hosted-zone",
            "--name",
            "example.com",
            "--caller-reference",
            "cli",
            "--query",
            "HostedZone.Id",
            "--output",
            "text"
        );
        const string Batch =
            """{"Changes":[{"Action":"CREATE","ResourceRecordSet":{"Name":"a.example.com","Type":"A","TTL":60,"ResourceRecords":[{"Value":"192.0.2.1"}]}}]}""";
        string change = await CliAsync(
            url,
            "route53",
            "change-resource-record-sets",
            "--hosted-zone-id",
            id,
            "--change-batch",
            Batch,
            "--query",
            "ChangeInfo.Id",
            "--output",
            "text"
        );
        await CliAsync(url, "route53", "wait", "resource-record-sets-changed", "--id", change);
        Assert.Equal(
            "192.0.2.1",
            await CliAsync(
                url,
                "route53",
                "list-resource-record-sets",
                "--hosted-zone-id",
                id,
                "--query",
                "ResourceRecordSets[?Type=='A'].ResourceRecords[0].Value",
                "--output",
                "text"
            )
        );
        (int exit, _, string error) = await Peer.AwsCliAsync(url, "route53", "delete-hosted-zone", "--id", id);
        Assert.NotEqual(0, exit);
        Assert.Contains("(HostedZoneNotEmpty)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_that_is_not_there_is_AWSs_refusal()
    {
        using EmbeddedAws lab = new();
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = new Uri("http://127.0.0.1:9/"),
                Handler = lab.CreateHandler(),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );
        Amazon.Runtime.AmazonServiceException refusal = await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() =>
            session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = "/hostedzone/Z0" }, Stop)
        );
        Assert.Equal(
            ("NoSuchHostedZone", "No hosted zone found with ID: Z0", System.Net.HttpStatusCode.NotFound),
            (refusal.ErrorCode, refusal.Message, refusal.StatusCode)
        );
        Assert.NotEmpty(refusal.RequestId);
    }

    private static async Task<List<ResourceRecordSet>> AllRecordsAsync(AwsSession session, string zone)
    {
        List<ResourceRecordSet> all = [];
        ListResourceRecordSetsRequest request = new() { HostedZoneId = zone, MaxItems = "2" };
        ListResourceRecordSetsResponse page;
        do
        {
            page = await session.Route53.ListResourceRecordSetsAsync(request, Stop);
            all.AddRange(page.ResourceRecordSets);
            (request.StartRecordName, request.StartRecordType, request.StartRecordIdentifier) = (
                page.NextRecordName,
                page.NextRecordType,
                page.NextRecordIdentifier
            );
        } while (page.IsTruncated == true);
        return all;
    }

    private static async Task<string> CliAsync(Uri url, params string[] arguments)
    {
        (int exit, string output, string error) = await Peer.AwsCliAsync(url, arguments);
        Assert.True(exit == 0, error);
        return output.Trim();
    }

    private static string Line(JsonElement record)
    {
        string values = record.TryGetProperty("ResourceRecords", out JsonElement list)
            ? string.Join(',', list.EnumerateArray().Select(value => Text(value, "Value")))
            : string.Empty;
        string alias = record.TryGetProperty("AliasTarget", out JsonElement target)
            ? $"{Text(target, "HostedZoneId")} {Text(target, "DNSName")}"
            : string.Empty;
        string numbers =
            $"{(record.TryGetProperty("TTL", out JsonElement ttl) ? ttl.GetInt64() : null)} "
            + $"{(record.TryGetProperty("Weight", out JsonElement weight) ? weight.GetInt64() : null)}";
        return $"{Text(record, "Name")} {Text(record, "Type")} {Text(record, "SetIdentifier")} {numbers} {values} {alias}";
    }

    private static string Line(ResourceRecordSet record) =>
        $"{record.Name} {record.Type} {record.SetIdentifier} {record.TTL} {record.Weight} "
        + $"{string.Join(',', record.ResourceRecords.Select(value => value.Value))} "
        + $"{(record.AliasTarget is { } alias ? $"{alias.HostedZoneId} {alias.DNSName}" : string.Empty)}";

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
