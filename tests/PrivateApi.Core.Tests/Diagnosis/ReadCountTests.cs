using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Street;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A test reads little: API Gateway's control plane takes 10 calls a second of an account (API Gateway guide, "Quotas for
/// creating, deploying and managing an API").
/// </summary>
public sealed class ReadCountTests
{
    private static readonly string[] Once =
    [
        "GetRestApis",
        "GetStages",
        "GetExport",
        "DescribeVpcEndpoints",
        "DescribeVpcs",
        "DescribeDhcpOptions",
        "DescribeNetworkInterfaces",
        "DescribeRouteTables",
        "DescribeNetworkAcls",
        "DescribeSecurityGroups",
        "DescribeSecurityGroupRules",
        "ListHostedZonesByVPC",
        "ListResolverEndpoints",
        "ListResolverRules",
        "ListResolverRuleAssociations",
    ];

    [Fact]
    public async Task One_API_with_a_caller_takes_one_list_of_each_kind_and_two_calls_of_API_Gateway_besides()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (_, ReadHandler reads) = await scene.TestAsync(scene.Order);
        Assert.All(
            Once,
            operation =>
                Assert.True(reads.Count.GetValueOrDefault(operation) == 1, $"{operation}: {reads.Count.GetValueOrDefault(operation)}")
        );

        // Private DNS answers in the caller's own VPC.
        Assert.DoesNotContain("ListProfileAssociations", reads.Count.Keys);

        // Each attribute is a call of its own; the caller's subnet is looked up before its VPC is known.
        Assert.Equal((2, 2), (reads.Count["DescribeVpcAttribute"], reads.Count["DescribeSubnets"]));
        Assert.True(reads.Count.Values.Sum() <= 22, string.Join(", ", reads.Count.Select(item => $"{item.Key} {item.Value}")));
    }

    [Fact]
    public async Task Without_a_caller_nothing_before_the_endpoint_is_read()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        (_, ReadHandler reads) = await scene.TestAsync(scene.Order with { Caller = new CallerRequest() });
        Assert.DoesNotContain(
            reads.Count.Keys,
            operation =>
                operation
                    is "DescribeRouteTables"
                        or "DescribeSubnets"
                        or "DescribeNetworkAcls"
                        or "DescribeSecurityGroups"
                        or "ListHostedZonesByVPC"
                        or "ListResolverRules"
        );
        Assert.Equal((1, 1, 1), (reads.Count["GetRestApis"], reads.Count["GetStages"], reads.Count["GetExport"]));
    }

    [Fact]
    public async Task More_callers_and_stages_cost_an_export_a_stage_and_nothing_else()
    {
        using ReadScene scene = await ReadScene.MakeAsync();
        TestRequest request = scene.Order with
        {
            StageName = null,
            Caller = new CallerRequest
            {
                SubnetIds = [.. scene.Calls.Network.SubnetId],
                SecurityGroupIds = [scene.Calls.Network.SecurityGroupId!],
            },
        };
        (_, ReadHandler one) = await scene.TestAsync(scene.Order);
        (_, ReadHandler all) = await scene.TestAsync(request);
        Assert.Equal(one.Count.OrderBy(item => item.Key), all.Count.OrderBy(item => item.Key));
    }

    /// <summary>PRIVATEAPI_WRITE_DIAGNOSIS=1 writes the page's table anew.</summary>
    [Fact]
    public async Task The_page_says_how_many_calls_each_kind_of_diagnosis_takes()
    {
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Region = "eu-west-1",
                PendingTime = TimeSpan.Zero,
                RoleTime = TimeSpan.Zero,
            }
        );
        StreetCall[] calls = (await Peer.BotoAsync("reads.py", lab.Listen())).Deserialize<StreetCall[]>(JsonSerializerOptions.Web)!;
        List<string> rows = [];
        IReadOnlyDictionary<string, int> ordinary = new Dictionary<string, int>();
        foreach (StreetCall call in calls)
        {
            using ReadHandler reads = new(lab.CreateHandler());
            using AwsSession session = AwsSession.Open(
                Sessions.On(reads) with
                {
                    EndpointUrl = new Uri("http://localhost/"),
                    Pacer = new Pacer(TimeProvider.System),
                    Region = "eu-west-1",
                    AccessKey = call.Account,
                    SecretKey = "secret",
                }
            );
            PathVerdict verdict = await PeerDiagnosis.JudgeAsync(session, await call.RequestAsync(session, LabScene.Stop));
            Assert.True(
                verdict.Verdict == Verdict.Reachable,
                $"{call.Name}: "
                    + string.Join(
                        "; ",
                        verdict.Findings.Where(item => item.Finding.Status > CheckStatus.Passed).Select(item => item.ToString())
                    )
            );
            ordinary = call.Name == "ordinary" ? reads.Count : ordinary;
            string[] more =
            [
                .. reads
                    .Count.Select(item => (item.Key, More: item.Value - ordinary.GetValueOrDefault(item.Key)))
                    .Where(item => item.More > 0 && ordinary.Count > 0)
                    .OrderBy(item => item.Key, StringComparer.Ordinal)
                    .Select(item => item.More == 1 ? item.Key : $"{item.Key} {item.More}"),
            ];
            rows.Add($"| {call.Name} | {reads.Count.Values.Sum()} | {string.Join(", ", more)} |");
        }

        string path = Path.Combine(Peer.Root, "docs", "diagnosis.md");
        string[] page = File.ReadAllLines(path);
        int first = Array.FindIndex(page, line => line.StartsWith("| diagnosis | calls |", StringComparison.Ordinal)) + 2;
        string[] table = [.. page.Skip(first).TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal))];
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_WRITE_DIAGNOSIS") is not null)
        {
            File.WriteAllText(path, string.Join('\n', page.Take(first).Concat(rows).Concat(page.Skip(first + table.Length))) + "\n");
            return;
        }

        Assert.Equal(rows, table);
    }
}
