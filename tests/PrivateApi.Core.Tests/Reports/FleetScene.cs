using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using PrivateApi.Reports;
using PrivateApi.Tests.Reachability;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reports;

/// <summary>
/// Twelve callers in two VPCs and on premises, and the three APIs that they call, judged by the engine over facts with ids as long as
/// AWS's; and a second account. Results of the kinds that a platform team gets on one morning.
/// </summary>
internal static partial class FleetScene
{
    /// <summary>33 results: 12 callers, 3 APIs, and another account's.</summary>
    public static IReadOnlyList<TestResult> Results { get; } = [.. Judge()];

    public static ReportContent Report => ReportScene.Content([.. Results]);

    /// <summary>More of the same, with callers of other names.</summary>
    public static ReportContent OfSize(int count) =>
        ReportScene.Content([
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    Results[i % Results.Count] with
                    {
                        Caller = string.Create(
                            CultureInfo.InvariantCulture,
                            $"{Results[i % Results.Count].Caller} no. {i / Results.Count}"
                        ),
                    }
                ),
        ]);

    private static IEnumerable<TestResult> Judge()
    {
        (string Api, Caller Caller, UrlForm Form)[] calls =
        [
            .. Callers.Select(item => (Scene.Api, item.Caller, item.Form)),
            .. Callers.Take(9).Select(item => ("orders1234", item.Caller, item.Form)),
            .. Callers.Take(6).Select(item => ("billing123", item.Caller, item.Form)),
        ];
        SnapshotCase content = Lengthened(
            new SnapshotCase
            {
                Snapshot = Facts(),
                Calls =
                [
                    .. calls.Select(call => new PathCall
                    {
                        RestApiId = call.Api,
                        StageName = "demo",
                        Path = "/pets",
                        Caller = call.Caller,
                        UrlForm = call.Form,
                    }),
                ],
            }
        );
        TestResult[] results = [.. content.Calls.Select(call => TestResults.Create(PathEngine.Judge(content.Snapshot, call)))];
        results[0] = results[0] with { Live = ReportScene.Reachable.Live, Agrees = true, Explanation = ["The call got through."] };
        results[1] = results[1] with
        {
            Live = ReportScene.Reachable.Live! with { StatusCode = null, Failure = CallFailure.ConnectTimeout, Via = "Ssm" },
            Agrees = true,
        };
        return
        [
            .. results,
            .. results
                .Take(6)
                .Select(result =>
                    result with
                    {
                        AccountId = "210987654321",
                        Region = "us-east-1",
                        Name = $"{result.Name} (disaster recovery)",
                    }
                ),
        ];
    }

    private static (Caller Caller, UrlForm Form)[] Callers =>
        [
            (Home("subnet-app", "1", "sg-caller"), UrlForm.Auto),
            (Home("subnet-app", "1", "sg-closed"), UrlForm.Auto),
            (Home("subnet-locked", "3", "sg-caller"), UrlForm.Auto),
            (Home("subnet-jobs", "4", "sg-caller"), UrlForm.Auto),
            (Home("subnet-jobs", "4", "sg-unread"), UrlForm.Auto),
            (Home("subnet-a", "1", "sg-caller"), UrlForm.Auto),
            (Peer("subnet-peer", "1"), UrlForm.Alias),
            (Peer("subnet-peer", "1"), UrlForm.PrivateDns),
            (Peer("subnet-island", "2"), UrlForm.Alias),
            (Peer("subnet-gone", "3"), UrlForm.Alias),
            (AccountFacts.OnPremises, UrlForm.Alias),
            (Caller.Nobody, UrlForm.Auto),
        ];

    private static Caller Home(string subnet, string net, string group) =>
        AccountFacts.AtHome with
        {
            Label = $"{subnet} (10.0.{net}.44) with {group}",
            SubnetId = subnet,
            Address = $"10.0.{net}.44",
            SecurityGroupIds = [group],
        };

    private static Caller Peer(string subnet, string net) =>
        AccountFacts.AtHome with
        {
            Label = $"{subnet} (10.1.{net}.10) with sg-peer",
            VpcId = "vpc-peer",
            SubnetId = subnet,
            Zone = "eu-west-1b",
            Address = $"10.1.{net}.10",
            SecurityGroupIds = ["sg-peer"],
        };

    private static AccountSnapshot Facts()
    {
        Scene scene = AccountFacts
            .Peered()
            .With(s =>
                s with
                {
                    Subnets =
                    [
                        .. s.Subnets,
                        Subnet("subnet-app", "vpc-home", "10.0.1.0/24"),
                        Subnet("subnet-locked", "vpc-home", "10.0.3.0/24"),
                        Subnet("subnet-jobs", "vpc-home", "10.0.4.0/24"),
                        Subnet("subnet-island", "vpc-peer", "10.1.2.0/24"),
                        Subnet("subnet-gone", "vpc-peer", "10.1.3.0/24"),
                    ],
                }
            )
            .WithAcl("subnet-locked", AccountFacts.Leave(90, isAllow: false, protocol: "-1"), AccountFacts.Enter(100, true, protocol: "-1"))
            .WithTable(
                "subnet-gone",
                AccountFacts.Route("10.1.0.0/16", "local"),
                AccountFacts.Route("10.0.0.0/16", "pcx-old", isBlackhole: true)
            )
            .WithTable("subnet-island", AccountFacts.Route("10.1.0.0/16", "local"));
        AccountSnapshot facts = scene.Snapshot;
        ApiFact store = facts.Apis[0];
        string others = PolicyTemplates.SourceVpce("vpce-0fffffff").ToJson();
        return facts with
        {
            Apis =
            [
                store,
                store with
                {
                    Id = "orders1234",
                    Name = "Orders",
                    Policy = others,
                    Stages = [.. store.Stages.Select(stage => stage with { ExportedPolicy = others })],
                },
                store with
                {
                    Id = "billing123",
                    Name = "Billing and invoices of the customers in Europe",
                },
            ],
            SecurityGroups =
            [
                .. facts.SecurityGroups,
                facts.SecurityGroups[^1] with
                {
                    Id = "sg-caller",
                    VpcId = "vpc-home",
                },
                facts.SecurityGroups[^1] with
                {
                    Id = "sg-closed",
                    VpcId = "vpc-home",
                    Rules = [],
                },
            ],
        };
    }

    private static SubnetFact Subnet(string id, string vpc, string range) =>
        new()
        {
            Id = id,
            VpcId = vpc,
            Zone = "eu-west-1a",
            CidrBlocks = [range],
        };

    // Ids as long as AWS's: a drawing and a table have to hold them.
    private static SnapshotCase Lengthened(SnapshotCase content)
    {
        string text = JsonSerializer.Serialize(content, SnapshotJson.Default.SnapshotCase);
        return SnapshotFile.Parse(Encoding.UTF8.GetBytes(Id().Replace(text, match => Long(match.Groups[1].Value, match.Value))), "fleet");
    }

    private static string Long(string kind, string id) =>
        $"{kind}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..16]}";

    [GeneratedRegex(@"(?<=\\u0022|\b)(vpce|vpc|subnet|sg|eni|rtb|acl|pcx)-[a-z0-9]+\b")]
    private static partial Regex Id();
}
