using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ResolverPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Resolvers from creation to removal; boto3 says what is there.</summary>
public sealed class ResolverTests : IDisposable
{
    private readonly LabScene _scene = new(new LabOptions { PendingTime = TimeSpan.Zero, DeletingTime = TimeSpan.Zero });

    private static CancellationToken Stop => LabScene.Stop;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Boto3_sees_an_inbound_endpoint_with_a_group_that_admits_DNS_by_TCP_and_UDP_and_nothing_after_its_removal()
    {
        Uri url = _scene.Lab.Listen();
        Network network = await _scene.NewNetworkAsync();
        string before = await _scene.InventoryAsync();
        Resolver made = await NewAsync(Inbound(network) with { Name = "on.premises/1" });
        JsonElement seen = await Peer.BotoAsync("resolvers.py", url, "look", "on.premises/1");
        Assert.Equal(made.ResolverEndpointId, seen.GetProperty("id").GetString());
        Assert.Equal(("INBOUND", "OPERATIONAL", network.VpcId), (Text("direction"), Text("status"), Text("vpc")));

        // CreateResolverEndpoint, Name: "(?!^[0-9]+$)([a-zA-Z0-9\-_' ']+)".
        Assert.Equal("on-premises-1", Text("shown"));
        Assert.Equal(["tcp 53-53 192.168.0.0/16", "udp 53-53 192.168.0.0/16"], Texts("open"));
        Assert.Equal(
            network.SubnetId.Order(StringComparer.Ordinal),
            seen.GetProperty("places").EnumerateArray().Select(place => place[0].GetString())
        );
        Assert.Equal(
            made.IpAddress.Order(StringComparer.Ordinal),
            seen.GetProperty("places").EnumerateArray().Select(place => place[1].GetString()).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["execute-api.eu-west-1.amazonaws.com"], made.ForwardDomainName);

        await RemoveAsync(made.ResolverEndpointId);
        Assert.Equal(JsonValueKind.Null, (await Peer.BotoAsync("resolvers.py", url, "look", "on.premises/1")).ValueKind);
        Assert.Equal(before, await _scene.InventoryAsync());

        string? Text(string name) => seen.GetProperty(name).GetString();
        string?[] Texts(string name) => [.. seen.GetProperty(name).EnumerateArray().Select(item => item.GetString())];
    }

    [Fact]
    public async Task Boto3_sees_the_rule_that_forwards_and_the_VPCs_where_it_works()
    {
        Uri url = _scene.Lab.Listen();
        Network spoke = await _scene.NewNetworkAsync("Spoke", "10.8.0.0/16");
        Network more = await _scene.NewNetworkAsync("More", "10.7.0.0/16");
        string before = await _scene.InventoryAsync();
        Resolver made = await NewAsync(Outbound(spoke) with { VpcIds = [more.VpcId] });
        JsonElement seen = await Peer.BotoAsync("resolvers.py", url, "look", "Spoke");
        Assert.Equal("OUTBOUND", seen.GetProperty("direction").GetString());
        Assert.Empty(seen.GetProperty("open").EnumerateArray());
        JsonElement rule = Assert.Single(seen.GetProperty("rules").EnumerateArray());
        Assert.Equal("execute-api.eu-west-1.amazonaws.com.", rule.GetProperty("domain").GetString());
        Assert.Equal(["10.0.0.10", "10.0.1.10"], rule.GetProperty("to").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(
            new[] { spoke.VpcId, more.VpcId }.Order(StringComparer.Ordinal),
            rule.GetProperty("vpcs").EnumerateArray().Select(item => item.GetString())
        );
        await RemoveAsync(made.ResolverEndpointId);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task What_boto3_made_is_listed_without_a_name_and_is_not_removed()
    {
        Network network = await _scene.NewNetworkAsync();
        JsonElement made = await Peer.BotoAsync(
            "resolvers.py",
            _scene.Lab.Listen(),
            ["make", .. network.SubnetId, network.SecurityGroupId!]
        );
        Resolver listed = Assert.Single(await new Resolvers(_scene.Session).ListAsync(null, _ => true, Stop));
        Assert.Equal((null, made.GetString()), (listed.Name, listed.ResolverEndpointId));
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => RemoveAsync(listed.ResolverEndpointId));
        Assert.Equal("NotOurs", refused.ErrorId);
    }

    [Theory]
    [InlineData("CreateResolverEndpoint")]
    [InlineData("CreateResolverRule")]
    [InlineData("AssociateResolverRule")]
    public async Task A_failure_takes_back_what_was_made(string operation)
    {
        Network spoke = await _scene.NewNetworkAsync("Spoke", "10.8.0.0/16");
        string before = await _scene.InventoryAsync();
        _scene.Handler.Fault = (action, _) => action == operation ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => NewAsync(Outbound(spoke)));
        Assert.Equal(before, await _scene.InventoryAsync());
        Assert.Empty(await new Resolvers(_scene.Witness).ListAsync(null, _ => true, Stop));
    }

    [Theory]
    [InlineData("CreateResolverEndpoint")]
    [InlineData("CreateResolverRule")]
    public async Task A_lost_answer_makes_no_second_one(string operation)
    {
        Network spoke = await _scene.NewNetworkAsync("Spoke", "10.8.0.0/16");
        int calls = 0;
        _scene.Handler.Fault = (action, _) => action == operation && calls++ == 0 ? CallFault.AnswerLost : CallFault.None;
        await NewAsync(Outbound(spoke));
        Resolver made = Assert.Single(await new Resolvers(_scene.Witness).ListAsync(null, _ => true, Stop));
        Assert.Single(made.RuleId);
        Assert.Equal(spoke.VpcId, Assert.Single(made.AssociatedVpcId));
    }

    /// <summary>AssociateResolverRule refuses a rule that forwards to an inbound endpoint of its own VPC: RSLVR-00804.</summary>
    [Fact]
    public async Task A_rule_that_would_go_round_in_circles_is_refused_and_leaves_nothing()
    {
        Network network = await _scene.NewNetworkAsync();
        Resolver inbound = await NewAsync(Inbound(network));
        string before = await _scene.InventoryAsync();
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            NewAsync(Outbound(network) with { Name = "circle", ForwardTo = inbound.IpAddress })
        );
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task A_removal_that_was_stopped_after_the_endpoint_is_finished_by_name()
    {
        Network network = await _scene.NewNetworkAsync();
        string before = await _scene.InventoryAsync();
        Resolver made = await NewAsync(Inbound(network));
        _scene.Handler.Fault = (action, _) => action == "DeleteSecurityGroup" ? CallFault.Refused : CallFault.None;
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => RemoveAsync(made.ResolverEndpointId));
        _scene.Handler.Fault = (_, _) => CallFault.None;
        ResolverRemoval removal = new(_scene.Session);
        ResolverTarget left = Assert.Single(await removal.FindAsync(name => name == "Demo", "Demo", Stop));
        Assert.Null(left.ResolverEndpointId);
        await removal.RemoveAsync(left, _scene.ProgressEvents, Stop);
        Assert.Equal(before, await _scene.InventoryAsync());
    }

    [Fact]
    public async Task A_wait_for_one_that_is_being_deleted_ends_at_once_and_says_so()
    {
        using LabScene scene = new(new LabOptions { PendingTime = TimeSpan.Zero, DeletingTime = TimeSpan.FromMinutes(5) });
        Network network = await scene.NewNetworkAsync();
        Resolvers resolvers = new(scene.Session);
        Plan plan = await resolvers.PlanAsync(Inbound(network), scene.ProgressEvents, Stop);
        string id = (await resolvers.ApplyAsync(plan, scene.ProgressEvents, Stop)).ResolverEndpointId;
        await scene.Witness.Resolver.DeleteResolverEndpointAsync(new DeleteResolverEndpointRequest { ResolverEndpointId = id }, Stop);
        ResolverWait wait = new(new ResolverReads(scene.Session), TimeSpan.FromMinutes(1), scene.ProgressEvents);
        PrivateApiException failed = await Assert.ThrowsAsync<PrivateApiException>(() => wait.UntilOperationalAsync(id, Stop));
        Assert.Equal(("ResolverFailed", id), (failed.ErrorId, failed.Target));
    }

    private static ResolverSpec Inbound(Network network) =>
        new()
        {
            Name = "Demo",
            SubnetIds = network.SubnetId,
            SourceCidrs = ["192.168.0.0/16"],
        };

    private static ResolverSpec Outbound(Network network) =>
        new()
        {
            Name = "Spoke",
            SubnetIds = network.SubnetId,
            ForwardTo = ["10.0.0.10", "10.0.1.10"],
        };

    private async Task<Resolver> NewAsync(ResolverSpec spec)
    {
        Resolvers resolvers = new(_scene.Session);
        Plan plan = await resolvers.PlanAsync(spec, _scene.ProgressEvents, Stop);
        return await resolvers.ApplyAsync(plan, _scene.ProgressEvents, Stop);
    }

    private async Task RemoveAsync(string id)
    {
        ResolverRemoval removal = new(_scene.Session);
        await removal.RemoveAsync(await removal.CheckAsync(id, Stop), _scene.ProgressEvents, Stop);
    }
}
