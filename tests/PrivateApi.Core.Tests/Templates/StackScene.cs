// Over 250 lines: one scene, each part of it as its cmdlet makes it.
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Lab;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.AuthorizerPlans;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Provisioning.ResolverPlans;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Templates;

/// <summary>
/// A dualstack network with callers beyond a peering and a transit gateway, an API with a domain name, a canary, keys and resolvers, as the
/// cmdlets make them.
/// </summary>
internal sealed class StackScene(LabScene lab, string api, string peerVpcId) : IDisposable
{
    private const string Domain = "pets.example.com";

    private static readonly Dictionary<string, string> Tags = new() { ["team"] = "pets" };

    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(5);

    public LabScene Lab => lab;

    public string Api => api;

    public string PeerVpcId => peerVpcId;

    private static CancellationToken Stop => LabScene.Stop;

    public static async Task<StackScene> MakeAsync()
    {
        LabScene lab = new(new LabOptions { Region = "eu-west-1", PendingTime = AMoment });
        Networks networks = new(lab.Session);
        Network network = await networks.ApplyAsync(
            await networks.PlanAsync(new NetworkSpec("Demo", "10.0.0.0/16", Tags, HasIpv6: true), lab.ProgressEvents, Stop),
            lab.ProgressEvents,
            Stop
        );
        string peer = await SurroundAsync(lab, network);
        Endpoint endpoint = await lab.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                SubnetIds = network.SubnetId,
                SecurityGroupIds = [network.SecurityGroupId!],
                IpAddressType = "dualstack",
            }
        );
        string api = await ApiAsync(lab, endpoint);
        await StagesAsync(lab, api);
        await AuthorizerAsync(lab, api);
        await KeyAsync(lab, api);
        await DomainAsync(lab, api, endpoint);
        await ResolverAsync(lab, network, "inbound", []);
        await ResolverAsync(lab, network, "outbound", ["10.9.0.10", "10.9.0.11"]);
        return new StackScene(lab, api, peer);
    }

    public void Dispose() => lab.Dispose();

    /// <summary>What callers elsewhere reach the network by, which others make.</summary>
    private static async Task<string> SurroundAsync(LabScene lab, Network network)
    {
        IAmazonEC2 ec2 = lab.Ec2;
        string peer = (await ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.9.0.0/16" }, Stop)).Vpc.VpcId;
        string peering = (
            await ec2.CreateVpcPeeringConnectionAsync(
                new CreateVpcPeeringConnectionRequest { VpcId = peer, PeerVpcId = network.VpcId },
                Stop
            )
        )
            .VpcPeeringConnection
            .VpcPeeringConnectionId;
        await ec2.AcceptVpcPeeringConnectionAsync(new AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = peering }, Stop);
        string gateway = (await ec2.CreateTransitGatewayAsync(new CreateTransitGatewayRequest(), Stop)).TransitGateway.TransitGatewayId;
        await Ec2Calls.ReadUntilAsync(
            async stop =>
                (await ec2.DescribeTransitGatewaysAsync(new DescribeTransitGatewaysRequest { TransitGatewayIds = [gateway] }, stop))
                    .TransitGateways[0]
                    .State,
            state => state == TransitGatewayState.Available,
            PlanTiming.For(lab.Session),
            Stop
        );
        await ec2.CreateTransitGatewayVpcAttachmentAsync(
            new CreateTransitGatewayVpcAttachmentRequest
            {
                TransitGatewayId = gateway,
                VpcId = network.VpcId,
                SubnetIds = [.. network.SubnetId],
            },
            Stop
        );
        await Ec2Calls.ReadUntilAsync(
            async stop =>
                (await ec2.DescribeTransitGatewayVpcAttachmentsAsync(new DescribeTransitGatewayVpcAttachmentsRequest(), stop))
                    .TransitGatewayVpcAttachments[0]
                    .State,
            state => state == TransitGatewayAttachmentState.Available,
            PlanTiming.For(lab.Session),
            Stop
        );
        string egress = (
            await ec2.CreateEgressOnlyInternetGatewayAsync(new CreateEgressOnlyInternetGatewayRequest { VpcId = network.VpcId }, Stop)
        )
            .EgressOnlyInternetGateway
            .EgressOnlyInternetGatewayId;
        string table = (
            await ec2.DescribeRouteTablesAsync(
                new DescribeRouteTablesRequest { Filters = [new Filter("association.subnet-id", [network.SubnetId[0]])] },
                Stop
            )
        )
            .RouteTables[0]
            .RouteTableId;
        foreach (
            CreateRouteRequest route in (CreateRouteRequest[])
                [
                    new() { DestinationCidrBlock = "10.9.0.0/16", VpcPeeringConnectionId = peering },
                    new() { DestinationCidrBlock = "10.8.0.0/16", TransitGatewayId = gateway },
                    new() { DestinationIpv6CidrBlock = "::/0", EgressOnlyInternetGatewayId = egress },
                ]
        )
        {
            route.RouteTableId = table;
            await ec2.CreateRouteAsync(route, Stop);
        }

        return peer;
    }

    private static async Task<string> ApiAsync(LabScene lab, Endpoint endpoint)
    {
        ApiSpec spec = ApiSpec.Create(
            "PetStore",
            DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")),
            [endpoint.VpcEndpointId],
            new PolicyChoice(null, [], []),
            null,
            null,
            Tags,
            lab.ProgressEvents
        );
        Plan plan = await ApiPlan.MakeAsync(lab.Session, spec, lab.ProgressEvents, Stop);
        await plan.ApplyAsync(lab.ProgressEvents, Stop);
        return plan.Steps[0].RequiredId;
    }

    private static async Task StagesAsync(LabScene lab, string api)
    {
        await LabScene.GiveLogRoleAsync(lab.Lab);
        StageSpec stage = new()
        {
            RestApiId = api,
            StageName = "demo",
            Description = "First release",
            Variables = new Dictionary<string, string> { ["size"] = "big" },
            TracingEnabled = true,
            AccessLogArn = "calls",
            Methods = new Dictionary<string, MethodChange>
            {
                ["*/*"] = new()
                {
                    ThrottlingRateLimit = 100.5,
                    ThrottlingBurstLimit = 20,
                    LoggingLevel = "Error",
                    Metrics = true,
                },
                ["~1pets/GET"] = new() { ThrottlingRateLimit = 5 },
            },
        };
        StageSpec canary = new()
        {
            RestApiId = api,
            StageName = "demo",
            CanaryPercent = 12.5,
            CanaryVariables = new Dictionary<string, string> { ["size"] = "small" },
        };
        StageUpdate update = new(lab.Session);
        foreach (StageSpec spec in (StageSpec[])[stage, canary])
        {
            await update.ApplyAsync(await update.PlanAsync(spec, lab.ProgressEvents, Stop), lab.ProgressEvents, Stop);
        }
    }

    private static async Task AuthorizerAsync(LabScene lab, string api)
    {
        AuthorizerSpec spec = new()
        {
            Name = "pool",
            RestApiId = api,
            UserPoolArns = [$"arn:aws:cognito-idp:eu-west-1:{lab.Lab.Options.AccountId}:userpool/eu-west-1_AbCdEfGhI"],
            TtlSec = 60,
        };
        await (await AuthorizerPlan.MakeAsync(lab.Session, spec, lab.ProgressEvents, Stop)).ApplyAsync(lab.ProgressEvents, Stop);
    }

    private static async Task KeyAsync(LabScene lab, string api)
    {
        KeySpec spec = new()
        {
            Name = "mobile",
            Description = "the app",
            RestApiId = api,
            StageName = "demo",
            Tags = Tags,
            Limits = new UsageLimits
            {
                RateLimit = 2.5,
                BurstLimit = 5,
                Quota = 100,
                QuotaPeriod = QuotaPeriod.Week,
                MethodThrottles =
                [
                    new MethodThrottle
                    {
                        Method = "GET",
                        Path = "/pets",
                        RateLimit = 1.5,
                        BurstLimit = 3,
                    },
                ],
            },
        };
        await (await KeyPlan.MakeAsync(lab.Session, spec, lab.ProgressEvents, Stop)).ApplyAsync(lab.ProgressEvents, Stop);
    }

    private static async Task DomainAsync(LabScene lab, string api, Endpoint endpoint)
    {
        await Peer.BotoAsync("stack.py", lab.Lab.Listen(), "certificate", Domain);
        DomainSpec spec = new()
        {
            Name = Domain,
            Mappings = [new MappingSpec("shop", api, "demo")],
            Rules =
            [
                new RuleSpec(10, ["v2/beta", "v2/alpha"], [new("X-Version", "2*")], api, "demo", true),
                new RuleSpec(20, [], [], api, "demo", false),
            ],
            VpcEndpointIds = [endpoint.VpcEndpointId],
            ShareWithAccounts = ["210987654321"],
            Tags = Tags,
        };
        await (await DomainPlan.MakeAsync(lab.Session, spec, lab.ProgressEvents, Stop)).ApplyAsync(lab.ProgressEvents, Stop);
    }

    private static async Task ResolverAsync(LabScene lab, Network network, string name, IReadOnlyList<string> forwardTo)
    {
        ResolverSpec spec = new()
        {
            Name = name,
            SubnetIds = network.SubnetId,
            SourceCidrs = forwardTo.Count == 0 ? ["10.8.0.0/16"] : [],
            ForwardTo = forwardTo,
            Tags = Tags,
        };
        Resolvers resolvers = new(lab.Session);
        await resolvers.ApplyAsync(await resolvers.PlanAsync(spec, lab.ProgressEvents, Stop), lab.ProgressEvents, Stop);
    }
}
