using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Diagnosis;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability.Changes;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Diagnosis;
using Change = PrivateApi.Aws.Clients.Route53.Change;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// Private zones whose records lead to what is removed: those that this module made go with it, of the others it says which they are and
/// how they go.
/// </summary>
public sealed class LeadingZoneTests
{
    private const string Name = "pets.example.com";

    [Fact]
    public async Task A_zone_that_a_repair_made_goes_with_the_endpoint_and_is_announced()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string zone = await RepairedZoneAsync(scene);
        EndpointRemoval removal = new(scene.Lab.Session, new NoProbes());
        Endpoint endpoint = await removal.CheckAsync(scene.Endpoint.VpcEndpointId, force: true, LabScene.Stop);
        Assert.Contains(
            $"Private hosted zone {zone} ({Name}), made by this module, with its record: nothing else is in it",
            await removal.SurveyAsync(endpoint, LabScene.Stop)
        );
        Assert.Equal([zone], await ZonesAsync(scene));
        await removal.RemoveAsync(endpoint, scene.Lab.ProgressEvents, LabScene.Stop);
        Assert.Empty(await ZonesAsync(scene));
    }

    [Fact]
    public async Task A_zone_of_ours_with_something_else_in_it_stays_and_its_record_is_named()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string zone = await RepairedZoneAsync(scene);
        await AddAsync(scene, zone, "other." + Name, new ResourceRecord { Value = "10.0.1.77" });
        string said = await RemoveEndpointAsync(scene);
        Assert.Equal([zone], await ZonesAsync(scene));
        Assert.Contains($"{scene.Endpoint.VpcEndpointId} is gone", said, StringComparison.Ordinal);
        Assert.Contains($"record {Name} (A) in private zone {zone} ({Name})", said, StringComparison.Ordinal);
        Assert.Contains($"Edit-R53ResourceRecordSet -HostedZoneId {zone}", said, StringComparison.Ordinal);
        Assert.Contains("Action = 'DELETE'", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zone_of_somebody_else_is_never_removed_and_its_record_is_named()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string zone = await ZoneByHandAsync(scene, "example.com");
        await AliasAsync(scene, zone);
        EndpointRemoval removal = new(scene.Lab.Session, new NoProbes());
        Endpoint endpoint = await removal.CheckAsync(scene.Endpoint.VpcEndpointId, force: true, LabScene.Stop);
        Assert.Contains(
            await removal.SurveyAsync(endpoint, LabScene.Stop),
            line => line.StartsWith($"What leads nowhere afterwards: record {Name} (A) in private zone {zone}", StringComparison.Ordinal)
        );
        string said = await RemoveEndpointAsync(scene);
        Assert.Contains($"record {Name} (A) in private zone {zone} (example.com)", said, StringComparison.Ordinal);
        Assert.Equal([zone], await ZonesAsync(scene));
        Assert.NotEmpty(await HostedZones.RecordsAsync(scene.Lab.Witness, zone, Name, LabScene.Stop));
    }

    [Fact]
    public async Task A_record_that_somebody_else_made_for_a_domain_is_named_when_the_domain_goes()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await DomainPlanTests.RequestAsync(scene, Name);
        string zone = await ZoneByHandAsync(scene, "example.com");
        await AliasAsync(scene, zone);
        DomainSpec spec = new()
        {
            Name = Name,
            VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
            Policy = PolicyTemplates.SourceVpce(scene.Endpoint.VpcEndpointId),
            MakesRecord = false,
        };
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        DomainRemoval removal = new(scene.Lab.Session);
        PrivateApi.Aws.Clients.ApiGateway.DomainName domain = await removal.CheckAsync(Name, null, false, LabScene.Stop);
        string record = $"record {Name} (A) in private zone {zone} (example.com)";
        Assert.Contains(
            await removal.SurveyAsync(domain, LabScene.Stop),
            line => line.StartsWith($"What leads nowhere afterwards: {record}", StringComparison.Ordinal)
        );
        RecordedNotices notices = new();
        await removal.RemoveAsync(domain, notices, LabScene.Stop);
        Assert.Contains($"{Name} is gone, and this leads nowhere now: {record}", Warnings(notices), StringComparison.Ordinal);
        Assert.NotEmpty(await HostedZones.RecordsAsync(scene.Lab.Witness, zone, Name, LabScene.Stop));
    }

    private static async Task<string> RepairedZoneAsync(CallScene scene)
    {
        (string host, string hostZone) = await RegionalAsync(scene);
        HostedZoneChange change = new(Name, scene.Network.VpcId, "eu-west-1", ["A"], scene.Endpoint.VpcEndpointId, host, hostZone, "once");
        await new ApiRepair(scene.Lab.Session).MakeAsync([change], scene.Lab.ProgressEvents, LabScene.Stop);
        return Assert.Single(await ZonesAsync(scene));
    }

    private static async Task<string> ZoneByHandAsync(CallScene scene, string name) => HostedZoneIds.Plain((
                await scene.Lab.Witness.Route53.CreateHostedZoneAsync(
                    new CreateHostedZoneRequest
                    {
                        Name = name,
                        VPC = new VPC { VPCId = scene.Network.VpcId, VPCRegion = "eu-west-1" },
                        CallerReference = "by-hand",
                        HostedZoneConfig = new HostedZoneConfig { PrivateZone = true },
                    },
                    LabScene.Stop
                )
            ).HostedZone.Id);

    private static async Task AliasAsync(CallScene scene, string zone)
    {
        (string host, string hostZone) = await RegionalAsync(scene);
        await ChangeAsync(
            scene,
            zone,
            new ResourceRecordSet
            {
                Name = Name,
                Type = "A",
                AliasTarget = new AliasTarget { DNSName = host, HostedZoneId = hostZone },
            }
        );
    }

    private static Task<ChangeResourceRecordSetsResponse> AddAsync(CallScene scene, string zone, string name, ResourceRecord value) =>
        ChangeAsync(
            scene,
            zone,
            new ResourceRecordSet
            {
                Name = name,
                Type = "A",
                TTL = 60,
                ResourceRecords = [value],
            }
        );

    private static Task<ChangeResourceRecordSetsResponse> ChangeAsync(CallScene scene, string zone, ResourceRecordSet record) =>
        scene.Lab.Witness.Route53.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = zone,
                ChangeBatch = new ChangeBatch { Changes = [new Change { Action = "CREATE", ResourceRecordSet = record }] },
            },
            LabScene.Stop
        );

    private static async Task<(string Host, string Zone)> RegionalAsync(CallScene scene)
    {
        Amazon.EC2.Model.DnsEntry entry = (
            await scene.Lab.Ec2.DescribeVpcEndpointsAsync(
                new Amazon.EC2.Model.DescribeVpcEndpointsRequest { VpcEndpointIds = [scene.Endpoint.VpcEndpointId] },
                LabScene.Stop
            )
        )
            .VpcEndpoints[0]
            .DnsEntries[0];
        return (entry.DnsName, entry.HostedZoneId);
    }

    private static async Task<string> RemoveEndpointAsync(CallScene scene)
    {
        EndpointRemoval removal = new(scene.Lab.Session, new NoProbes());
        Endpoint endpoint = await removal.CheckAsync(scene.Endpoint.VpcEndpointId, force: true, LabScene.Stop);
        RecordedNotices notices = new();
        await removal.RemoveAsync(endpoint, notices, LabScene.Stop);
        return Warnings(notices);
    }

    private static async Task<string[]> ZonesAsync(CallScene scene) =>
        [
            .. (
                await scene.Lab.Witness.Route53.ListHostedZonesByNameAsync(new ListHostedZonesByNameRequest(), LabScene.Stop)
            ).HostedZones.Select(zone => HostedZoneIds.Plain(zone.Id)),
        ];

    private static string Warnings(RecordedNotices notices) =>
        string.Join('\n', notices.All.Where(item => item.Kind == ProgressEventKind.Warning).Select(item => item.Text));
}
