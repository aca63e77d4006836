using BenchmarkDotNet.Attributes;
using PrivateApi.Facts;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;

namespace PrivateApi.Benchmarks;

/// <summary>
/// What the engine costs for one caller: two peered VPCs with six subnets, an endpoint with two interfaces, eight methods, AWS's
/// first example policy.
/// </summary>
[MemoryDiagnoser]
public class PathBenchmarks
{
    private const string Vpce = "vpce-0a1b2c3d4e5f60718";
    private const string EndpointName = $"{Vpce}-x1y2z3.execute-api.eu-west-1.vpce.amazonaws.com";

    private readonly AccountSnapshot _snapshot = Account();
    private readonly PathCall _call = Call("vpc-home", "subnet-home-c", "10.0.3.10");
    private readonly PathCall _peered = Call("vpc-peer", "subnet-peer-a", "10.1.1.10");
    private readonly PathCall _refused = Call("vpc-home", "subnet-home-c", "10.0.3.10") with { StageName = "prod" };

    [Benchmark(Baseline = true)]
    public int Caller() => PathEngine.Judge(_snapshot, _call).Findings.Count;

    [Benchmark]
    public int PeeredCaller() => PathEngine.Judge(_snapshot, _peered).Findings.Count;

    [Benchmark]
    public int CallToMissingStage() => PathEngine.Judge(_snapshot, _refused).Findings.Count;

    /// <summary>The first caller on a snapshot just read, its index and policies included.</summary>
    [Benchmark]
    public int FirstCaller() => PathEngine.Judge(_snapshot with { TakenAt = DateTimeOffset.UnixEpoch }, _call).Findings.Count;

    private static PathCall Call(string vpc, string subnet, string address) =>
        new()
        {
            RestApiId = "abc123def4",
            StageName = "demo",
            Path = "/pets/7",
            Caller = new Caller
            {
                Kind = CallerKind.Vpc,
                Label = subnet,
                VpcId = vpc,
                SubnetId = subnet,
                Zone = "eu-west-1a",
                Address = address,
                SecurityGroupIds = ["sg-caller"],
            },
        };

    private static AccountSnapshot Account()
    {
        string policy = PolicyTemplates.SourceVpce(Vpce).ToJson();
        (string Vpc, string Range, string Other)[] vpcs = [("home", "10.0", "10.1"), ("peer", "10.1", "10.0")];
        (string Vpc, string Zone, int Number, string Range)[] subnets =
        [
            .. vpcs.SelectMany(vpc => ((string[])["a", "b", "c"]).Select((zone, i) => (vpc.Vpc, zone, i + 1, vpc.Range))),
        ];
        return new AccountSnapshot
        {
            AccountId = "123456789012",
            Region = "eu-west-1",
            Partition = "aws",
            DnsSuffix = "amazonaws.com",
            TakenAt = DateTimeOffset.UnixEpoch,
            PublicApis = [new PublicApiFact { Id = "shop1", Name = "Shop" }],
            Apis = [Api(policy)],
            Endpoints =
            [
                new EndpointFact
                {
                    Id = Vpce,
                    VpcId = "vpc-home",
                    ServiceName = "com.amazonaws.eu-west-1.execute-api",
                    State = "available",
                    OwnerId = "123456789012",
                    PrivateDnsEnabled = true,
                    DnsNames = [EndpointName],
                    InterfaceIds = ["eni-a", "eni-b"],
                    SubnetIds = ["subnet-home-a", "subnet-home-b"],
                    Policy =
                        $$"""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*"}]}""",
                },
            ],
            Vpcs =
            [
                .. vpcs.Select(vpc => new VpcFact
                {
                    Id = $"vpc-{vpc.Vpc}",
                    CidrBlocks = [$"{vpc.Range}.0.0/16"],
                    EnableDnsSupport = true,
                    EnableDnsHostnames = true,
                }),
            ],
            Subnets =
            [
                .. subnets.Select(item => new SubnetFact
                {
                    Id = $"subnet-{item.Vpc}-{item.Zone}",
                    VpcId = $"vpc-{item.Vpc}",
                    Zone = $"eu-west-1{item.Zone}",
                    CidrBlocks = [$"{item.Range}.{item.Number}.0/24"],
                }),
            ],
            RouteTables =
            [
                .. vpcs.Select(vpc => new RouteTableFact
                {
                    Id = $"rtb-{vpc.Vpc}",
                    VpcId = $"vpc-{vpc.Vpc}",
                    IsMain = true,
                    Routes =
                    [
                        new() { Destination = $"{vpc.Range}.0.0/16", Target = "local" },
                        new() { Destination = $"{vpc.Other}.0.0/16", Target = "pcx-1" },
                        new() { Destination = "0.0.0.0/0", Target = "nat-1" },
                    ],
                }),
            ],
            NetworkAcls =
            [
                .. vpcs.Select(vpc => new NetworkAclFact
                {
                    Id = $"acl-{vpc.Vpc}",
                    VpcId = $"vpc-{vpc.Vpc}",
                    IsDefault = true,
                    Entries = [.. ((bool[])[true, false]).SelectMany(Entries)],
                }),
            ],
            SecurityGroups =
            [
                new SecurityGroupFact
                {
                    Id = "sg-caller",
                    VpcId = "vpc-home",
                    Rules =
                    [
                        new()
                        {
                            Id = "sgr-1",
                            IsEgress = true,
                            Protocol = "-1",
                            CidrBlock = "0.0.0.0/0",
                        },
                    ],
                },
                new SecurityGroupFact
                {
                    Id = "sg-endpoint",
                    VpcId = "vpc-home",
                    Rules =
                    [
                        .. ((string[])["192.168.0.0/16", "172.16.0.0/12", "10.0.0.0/8"]).Select(
                            (range, i) =>
                                new SecurityGroupRuleFact
                                {
                                    Id = $"sgr-{i + 2}",
                                    IsEgress = false,
                                    Protocol = "tcp",
                                    FromPort = 443,
                                    ToPort = 443,
                                    CidrBlock = range,
                                }
                        ),
                    ],
                },
            ],
            NetworkInterfaces =
            [
                .. ((string[])["a", "b"]).Select(
                    (zone, i) =>
                        new InterfaceFact
                        {
                            Id = $"eni-{zone}",
                            VpcId = "vpc-home",
                            SubnetId = $"subnet-home-{zone}",
                            Zone = $"eu-west-1{zone}",
                            Address = $"10.0.{i + 1}.5",
                            SecurityGroupIds = ["sg-endpoint"],
                        }
                ),
            ],
            Peerings =
            [
                new PeeringFact
                {
                    Id = "pcx-1",
                    VpcIds = ["vpc-home", "vpc-peer"],
                    Status = "active",
                },
            ],
        };
    }

    private static ApiFact Api(string policy) =>
        new()
        {
            Id = "abc123def4",
            Name = "PetStore",
            EndpointType = "PRIVATE",
            Associated = [Vpce],
            Policy = policy,
            Status = "AVAILABLE",
            Stages =
            [
                new StageFact
                {
                    Name = "demo",
                    DeploymentId = "dep111",
                    IsExported = true,
                    ExportedPolicy = policy,
                    Methods =
                    [
                        .. ((string[])["/", "/pets", "/pets/{petId}", "/pets/{petId}/owner"]).SelectMany(path =>
                            ((string[])["GET", "POST"]).Select(verb => new MethodFact
                            {
                                Path = path,
                                Verb = verb,
                                Integration = new IntegrationFact { Type = "HTTP_PROXY", Uri = "https://example.com/pets" },
                            })
                        ),
                    ],
                },
            ],
        };

    private static IEnumerable<NetworkAclEntryFact> Entries(bool isEgress) =>
        [
            new()
            {
                RuleNumber = 90,
                IsEgress = isEgress,
                Protocol = "6",
                IsAllow = false,
                CidrBlock = "0.0.0.0/0",
                FromPort = 3389,
                ToPort = 3389,
            },
            new()
            {
                RuleNumber = 100,
                IsEgress = isEgress,
                Protocol = "-1",
                IsAllow = true,
                CidrBlock = "0.0.0.0/0",
            },
            new()
            {
                RuleNumber = 32767,
                IsEgress = isEgress,
                Protocol = "-1",
                IsAllow = false,
                CidrBlock = "0.0.0.0/0",
            },
        ];
}
