using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// The records that a private custom domain name gets: one for each address family of the endpoint's own names (PrivateLink guide,
/// "DNS record IP type").
/// </summary>
public sealed class DomainRecordFamilyTests
{
    private const string Name = "pets.example.com";

    [Theory]
    [InlineData("ipv4", null, "A")]
    [InlineData("dualstack", null, "A AAAA")]
    [InlineData("dualstack", "service-defined", "A AAAA")]
    [InlineData("dualstack", "ipv4", "A")]
    [InlineData("ipv6", null, "AAAA")]
    public async Task A_name_answers_the_families_that_the_endpoint_has_and_none_is_left(string addresses, string? records, string types)
    {
        using CallScene scene = await SceneAsync(addresses);
        if (records is not null)
        {
            await DnsRecordsAsync(scene, records);
        }

        await MakeAsync(scene);
        string zone = Assert.Single(await ZonesAsync(scene)).Id;
        Assert.Equal(types, await TypesAsync(scene, zone));
        await MakeAsync(scene);
        Assert.Equal(types, await TypesAsync(scene, zone));
        await RemoveAsync(scene);
        Assert.Empty(await ZonesAsync(scene));
    }

    [Fact]
    public async Task The_command_again_adds_the_record_that_an_earlier_run_did_not_make()
    {
        using CallScene scene = await SceneAsync("ipv4");
        await MakeAsync(scene);
        await AddressesAsync(scene, "dualstack");
        await MakeAsync(scene);
        string zone = Assert.Single(await ZonesAsync(scene)).Id;
        Assert.Equal("A AAAA", await TypesAsync(scene, zone));
        await RemoveAsync(scene);
        Assert.Empty(await ZonesAsync(scene));
    }

    [Fact]
    public async Task Records_in_a_zone_that_was_there_go_again_also_after_the_endpoint_lost_a_family()
    {
        using CallScene scene = await SceneAsync("dualstack");
        string zone = await ZoneAsync(scene);
        await MakeAsync(scene);
        Assert.Equal("A AAAA", await TypesAsync(scene, zone));
        await AddressesAsync(scene, "ipv4");
        await RemoveAsync(scene);
        Assert.Equal(string.Empty, await TypesAsync(scene, zone));
    }

    [Fact]
    public async Task A_record_that_somebody_else_made_stays_when_the_other_family_goes()
    {
        using CallScene scene = await SceneAsync("dualstack");
        string zone = await ZoneAsync(scene);
        ResourceRecordSet byHand = RecordSteps.Records(Name, await EndpointAsync(scene))[0];
        await scene.Lab.Witness.Route53.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = zone,
                ChangeBatch = new ChangeBatch { Changes = [new Change { Action = "CREATE", ResourceRecordSet = byHand }] },
            },
            LabScene.Stop
        );
        await MakeAsync(scene);
        Assert.Equal("A AAAA", await TypesAsync(scene, zone));
        await RemoveAsync(scene);
        Assert.Equal("A", await TypesAsync(scene, zone));
    }

    [Fact]
    public async Task The_plan_names_both_records_and_the_command_that_takes_them_away()
    {
        using CallScene scene = await SceneAsync("dualstack");
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, Spec(scene), scene.Lab.ProgressEvents, LabScene.Stop);
        PlanStep step = plan.Steps.Single(item => item.Name == $"record-{scene.Network.VpcId}");
        Assert.Equal($"Create the records {Name} in it, of types A and AAAA, aliases of {scene.Endpoint.VpcEndpointId}", step.Description);
        string removal = step.RemovalCommand!("Z1").ToString();
        Assert.Contains("Type = 'A'", removal, StringComparison.Ordinal);
        Assert.Contains("Type = 'AAAA'", removal, StringComparison.Ordinal);
    }

    private static async Task<CallScene> SceneAsync(string addresses)
    {
        CallScene scene = await CallScene.MakeAsync(addresses: addresses);
        await DomainPlanTests.RequestAsync(scene, Name);
        return scene;
    }

    private static DomainSpec Spec(CallScene scene) =>
        new()
        {
            Name = Name,
            VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
            Policy = PolicyTemplates.SourceVpce(scene.Endpoint.VpcEndpointId),
        };

    private static async Task MakeAsync(CallScene scene)
    {
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, Spec(scene), scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
    }

    private static async Task RemoveAsync(CallScene scene)
    {
        DomainRemoval removal = new(scene.Lab.Session);
        await removal.RemoveAsync(await removal.CheckAsync(Name, null, false, LabScene.Stop), scene.Lab.ProgressEvents, LabScene.Stop);
    }

    private static async Task<string> ZoneAsync(CallScene scene) => (
            await scene.Lab.Witness.Route53.CreateHostedZoneAsync(
                new CreateHostedZoneRequest
                {
                    Name = "example.com",
                    VPC = new VPC { VPCId = scene.Network.VpcId, VPCRegion = "eu-west-1" },
                    CallerReference = "by-hand",
                    HostedZoneConfig = new HostedZoneConfig { PrivateZone = true },
                },
                LabScene.Stop
            )
        ).HostedZone.Id;

    private static async Task<List<HostedZone>> ZonesAsync(CallScene scene) =>
        (await scene.Lab.Witness.Route53.ListHostedZonesByNameAsync(new ListHostedZonesByNameRequest(), LabScene.Stop)).HostedZones;

    private static async Task<string> TypesAsync(CallScene scene, string zone) =>
        string.Join(
            ' ',
            (await HostedZones.RecordsAsync(scene.Lab.Witness, zone, Name, LabScene.Stop))
                .Select(record => record.Type)
                .Order(StringComparer.Ordinal)
        );

    private static Task<ModifyVpcEndpointResponse> DnsRecordsAsync(CallScene scene, string type) =>
        scene.Lab.Ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest
            {
                VpcEndpointId = scene.Endpoint.VpcEndpointId,
                DnsOptions = new DnsOptionsSpecification { DnsRecordIpType = DnsRecordIpType.FindValue(type) },
            },
            LabScene.Stop
        );

    private static Task<ModifyVpcEndpointResponse> AddressesAsync(CallScene scene, string type) =>
        scene.Lab.Ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest
            {
                VpcEndpointId = scene.Endpoint.VpcEndpointId,
                IpAddressType = IpAddressType.FindValue(type),
                DnsOptions = new DnsOptionsSpecification { DnsRecordIpType = DnsRecordIpType.FindValue(type) },
            },
            LabScene.Stop
        );

    private static async Task<VpcEndpoint> EndpointAsync(CallScene scene) =>
        (
            await scene.Lab.Ec2.DescribeVpcEndpointsAsync(
                new DescribeVpcEndpointsRequest { VpcEndpointIds = [scene.Endpoint.VpcEndpointId] },
                LabScene.Stop
            )
        ).VpcEndpoints[0];
}
