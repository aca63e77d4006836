using PrivateApi.Facts;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>The facts of the open scene, and short words for rules, entries and routes.</summary>
internal static class AccountFacts
{
    public static Caller AtHome { get; } =
        new()
        {
            Kind = CallerKind.Vpc,
            Label = "subnet-caller (10.0.9.10) with sg-caller",
            VpcId = "vpc-home",
            SubnetId = "subnet-caller",
            Zone = "eu-west-1a",
            Address = "10.0.9.10",
            SecurityGroupIds = ["sg-caller"],
        };

    /// <summary>A server on premises whose network lands in the home VPC.</summary>
    public static Caller OnPremises { get; } =
        new()
        {
            Kind = CallerKind.OnPremises,
            Label = "192.168.1.10 on premises",
            VpcId = "vpc-home",
            Address = "192.168.1.10",
            ForwardsNames = true,
        };

    public static AccountSnapshot Account() =>
        new()
        {
            AccountId = Scene.Account,
            Region = "eu-west-1",
            Partition = "aws",
            DnsSuffix = "amazonaws.com",
            TakenAt = DateTimeOffset.UnixEpoch,
            PublicApis = [],
            Apis = [Api()],
            Endpoints = [Endpoint()],
            Vpcs =
            [
                new VpcFact
                {
                    Id = "vpc-home",
                    CidrBlocks = ["10.0.0.0/16"],
                    EnableDnsSupport = true,
                    EnableDnsHostnames = true,
                },
            ],
            Subnets = [Subnet("subnet-a", "1", "a"), Subnet("subnet-b", "2", "b"), Subnet("subnet-caller", "9", "a")],
            RouteTables =
            [
                new RouteTableFact
                {
                    Id = "rtb-main",
                    VpcId = "vpc-home",
                    IsMain = true,
                    Routes = [Route("10.0.0.0/16", "local")],
                },
            ],
            NetworkAcls =
            [
                new NetworkAclFact
                {
                    Id = "acl-main",
                    VpcId = "vpc-home",
                    IsDefault = true,
                    Entries = [.. Everything],
                },
            ],
            SecurityGroups =
            [
                Group("sg-caller", Out("0.0.0.0/0", "-1")),
                Group("sg-endpoint", In("10.0.0.0/16")),
                Group("sg-resolver", In("0.0.0.0/0", "-1")),
            ],
            NetworkInterfaces =
            [
                Interface("eni-a", "subnet-a", "eu-west-1a", "10.0.1.5"),
                Interface("eni-b", "subnet-b", "eu-west-1b", "10.0.2.5"),
            ],
        };

    /// <summary>A second VPC peered with the first, with routes both ways, and the call from there.</summary>
    public static Scene Peered() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    Vpcs =
                    [
                        .. s.Vpcs,
                        new VpcFact
                        {
                            Id = "vpc-peer",
                            CidrBlocks = ["10.1.0.0/16"],
                            EnableDnsSupport = true,
                            EnableDnsHostnames = true,
                        },
                    ],
                    Subnets =
                    [
                        .. s.Subnets,
                        new SubnetFact
                        {
                            Id = "subnet-peer",
                            VpcId = "vpc-peer",
                            Zone = "eu-west-1a",
                            CidrBlocks = ["10.1.1.0/24"],
                        },
                    ],
                    RouteTables =
                    [
                        new RouteTableFact
                        {
                            Id = "rtb-main",
                            VpcId = "vpc-home",
                            IsMain = true,
                            Routes = [Route("10.0.0.0/16", "local"), Route("10.1.0.0/16", "pcx-1")],
                        },
                        new RouteTableFact
                        {
                            Id = "rtb-peer",
                            VpcId = "vpc-peer",
                            IsMain = true,
                            Routes = [Route("10.1.0.0/16", "local"), Route("10.0.0.0/16", "pcx-1")],
                        },
                    ],
                    NetworkAcls =
                    [
                        .. s.NetworkAcls,
                        new NetworkAclFact
                        {
                            Id = "acl-peer",
                            VpcId = "vpc-peer",
                            IsDefault = true,
                            Entries = [.. Everything],
                        },
                    ],
                    SecurityGroups =
                    [
                        Group("sg-endpoint", In("10.0.0.0/8")),
                        Group("sg-peer", Out("0.0.0.0/0", "-1")) with
                        {
                            VpcId = "vpc-peer",
                        },
                    ],
                    Peerings =
                    [
                        new PeeringFact
                        {
                            Id = "pcx-1",
                            VpcIds = ["vpc-peer", "vpc-home"],
                            Status = "active",
                        },
                    ],
                }
            )
            .From(_ =>
                AtHome with
                {
                    Label = "subnet-peer (10.1.1.10) with sg-peer",
                    VpcId = "vpc-peer",
                    SubnetId = "subnet-peer",
                    Address = "10.1.1.10",
                    SecurityGroupIds = ["sg-peer"],
                }
            );

    /// <summary>The same two VPCs over a transit gateway.</summary>
    public static Scene OverTransitGateway() =>
        Peered()
            .With(s =>
                s with
                {
                    Peerings = [],
                    RouteTables =
                    [
                        .. s.RouteTables.Select(table =>
                            table with
                            {
                                Routes =
                                [
                                    .. table.Routes.Select(route => route.Target == "pcx-1" ? route with { Target = "tgw-1" } : route),
                                ],
                            }
                        ),
                    ],
                    TransitGateways =
                    [
                        new TransitGatewayFact
                        {
                            Id = "tgw-1",
                            Attachments =
                            [
                                Attachment(
                                    "tgw-attach-peer",
                                    "vpc-peer",
                                    ["subnet-peer"],
                                    ("10.0.0.0/16", "tgw-attach-home"),
                                    ("10.1.0.0/16", "tgw-attach-peer")
                                ),
                                Attachment(
                                    "tgw-attach-home",
                                    "vpc-home",
                                    ["subnet-a", "subnet-b"],
                                    ("10.0.0.0/16", "tgw-attach-home"),
                                    ("10.1.0.0/16", "tgw-attach-peer")
                                ),
                            ],
                        },
                    ],
                }
            );

    /// <summary>A caller behind Direct Connect: a virtual private gateway with a route back, and an inbound resolver.</summary>
    public static Scene BehindGateway() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    RouteTables =
                    [
                        new RouteTableFact
                        {
                            Id = "rtb-main",
                            VpcId = "vpc-home",
                            IsMain = true,
                            Routes = [Route("10.0.0.0/16", "local"), Route("192.168.0.0/16", "vgw-1")],
                        },
                    ],
                    VpnGateways = [new VpnGatewayFact { Id = "vgw-1", VpcId = "vpc-home" }],
                    InboundResolvers = [Inbound("rslvr-in-home", "vpc-home", "10.0.1.53")],
                }
            )
            .WithGroup("sg-endpoint", In("192.168.0.0/16"))
            .From(_ => OnPremises);

    public static InboundResolverFact Inbound(string id, string vpcId, params string[] addresses) =>
        new()
        {
            Id = id,
            VpcId = vpcId,
            Status = "OPERATIONAL",
            Address = addresses,
            SecurityGroupIds = ["sg-resolver"],
        };

    public static TransitGatewayAttachmentFact Attachment(
        string id,
        string vpcId,
        string[] subnets,
        params (string Destination, string? Attachment)[] routes
    ) =>
        new()
        {
            Id = id,
            VpcId = vpcId,
            State = "available",
            SubnetIds = subnets,
            Routes =
            [
                .. routes.Select(route => new TransitGatewayRouteFact
                {
                    Destination = route.Destination,
                    AttachmentId = route.Attachment,
                    IsBlackhole = route.Attachment is null,
                }),
            ],
        };

    public static RouteFact Route(string destination, string target, bool isBlackhole = false) =>
        new()
        {
            Destination = destination,
            Target = target,
            IsBlackhole = isBlackhole,
        };

    public static SecurityGroupRuleFact In(string cidr, string protocol = "tcp", int from = 443, int to = 443) =>
        Rule(false, protocol, from, to) with
        {
            CidrBlock = cidr,
        };

    public static SecurityGroupRuleFact Out(string cidr, string protocol = "tcp", int from = 443, int to = 443) =>
        Rule(true, protocol, from, to) with
        {
            CidrBlock = cidr,
        };

    public static SecurityGroupRuleFact Rule(bool isEgress, string protocol = "tcp", int from = 443, int to = 443) =>
        new()
        {
            Id = isEgress ? "sgr-out" : "sgr-in",
            IsEgress = isEgress,
            Protocol = protocol,
            FromPort = protocol == "-1" ? -1 : from,
            ToPort = protocol == "-1" ? -1 : to,
        };

    public static NetworkAclEntryFact Enter(
        int number,
        bool isAllow,
        string cidr = "0.0.0.0/0",
        string protocol = "6",
        int? from = null,
        int? to = null
    ) =>
        new()
        {
            RuleNumber = number,
            IsEgress = false,
            Protocol = protocol,
            IsAllow = isAllow,
            CidrBlock = cidr,
            FromPort = from,
            ToPort = to,
        };

    public static NetworkAclEntryFact Leave(
        int number,
        bool isAllow,
        string cidr = "0.0.0.0/0",
        string protocol = "6",
        int? from = null,
        int? to = null
    ) => Enter(number, isAllow, cidr, protocol, from, to) with { IsEgress = true };

    /// <summary>The entries that a default ACL is born with, the closing deny included.</summary>
    public static NetworkAclEntryFact[] Everything =>
        [
            Enter(100, true, protocol: "-1"),
            Enter(32767, false, protocol: "-1"),
            Enter(101, true, "::/0", "-1"),
            Enter(32768, false, "::/0", "-1"),
            Leave(100, true, protocol: "-1"),
            Leave(32767, false, protocol: "-1"),
            Leave(101, true, "::/0", "-1"),
            Leave(32768, false, "::/0", "-1"),
        ];

    public static HostedZoneFact Zone(string name, params RecordFact[] records) =>
        new()
        {
            Id = "Z0PRIVATE",
            Name = name,
            VpcIds = ["vpc-home"],
            Records = records,
        };

    public static RecordFact Alias(string name, string target) =>
        new()
        {
            Name = name,
            Type = "A",
            AliasTarget = target,
        };

    public static RecordFact Record(string name, string type, params string[] values) =>
        new()
        {
            Name = name,
            Type = type,
            Values = values,
        };

    private static ApiFact Api() =>
        new()
        {
            Id = Scene.Api,
            Name = "PetStore",
            EndpointType = "PRIVATE",
            Associated = [Scene.Vpce],
            Policy = Scene.OnlyThroughEndpoint,
            Status = "AVAILABLE",
            Stages =
            [
                new StageFact
                {
                    Name = "demo",
                    DeploymentId = "dep111",
                    IsExported = true,
                    ExportedPolicy = Scene.OnlyThroughEndpoint,
                    Methods = [Method("/", "GET"), Method("/pets", "GET"), Method("/pets/{petId}", "GET")],
                },
            ],
        };

    private static MethodFact Method(string path, string verb) =>
        new()
        {
            Path = path,
            Verb = verb,
            Integration = new IntegrationFact { Type = "MOCK" },
        };

    private static EndpointFact Endpoint() =>
        new()
        {
            Id = Scene.Vpce,
            VpcId = "vpc-home",
            ServiceName = "com.amazonaws.eu-west-1.execute-api",
            State = "available",
            OwnerId = Scene.Account,
            PrivateDnsEnabled = true,
            DnsNames =
            [
                Scene.EndpointHost,
                Scene.ZonalHost.Replace("1b.", "1a.", StringComparison.Ordinal),
                Scene.ZonalHost,
                "execute-api.eu-west-1.amazonaws.com",
                "*.execute-api.eu-west-1.amazonaws.com",
            ],
            InterfaceIds = ["eni-a", "eni-b"],
            SubnetIds = ["subnet-a", "subnet-b"],
        };

    private static SecurityGroupFact Group(string id, params SecurityGroupRuleFact[] rules) =>
        new()
        {
            Id = id,
            VpcId = "vpc-home",
            Rules = rules,
        };

    private static SubnetFact Subnet(string id, string third, string zone) =>
        new()
        {
            Id = id,
            VpcId = "vpc-home",
            Zone = $"eu-west-1{zone}",
            CidrBlocks = [$"10.0.{third}.0/24"],
        };

    private static InterfaceFact Interface(string id, string subnet, string zone, string address) =>
        new()
        {
            Id = id,
            VpcId = "vpc-home",
            SubnetId = subnet,
            Zone = zone,
            Address = address,
            SecurityGroupIds = ["sg-endpoint"],
        };
}
