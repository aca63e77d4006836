using System.Text.Json.Nodes;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Lab.Faults;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Reliability;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>Very many APIs are read and judged part by part, so that they are never in memory together.</summary>
public sealed class PartsTests
{
    [Fact]
    public async Task Parts_say_what_all_at_once_says_and_take_the_same_calls()
    {
        using ReadScene scene = new(await CallScene.MakeAsync(privateDns: false));
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, 3);
        TestRequest request = await AllAsync(scene) with { DomainName = "pets.example.com" };
        await AliasAsync(scene, request.DomainName, request.Apis[^1].RestApiId);
        (List<string> whole, ReadHandler atOnce) = await JudgeAsync(scene, request, int.MaxValue);
        (List<string> parts, ReadHandler inParts) = await JudgeAsync(scene, request, 1);
        Assert.Equal(4, whole.Count);
        Assert.Equal(whole, parts);
        Assert.Equal(atOnce.Count.OrderBy(item => item.Key), inParts.Count.OrderBy(item => item.Key));

        // The domain's name leads to the alias of the last API, which was deployed.
        Assert.Contains($"is the alias of {request.Apis[^1].RestApiId}", parts[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_results_come_before_the_last_APIs_are_read()
    {
        const int Many = 150;
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, Many);
        using ReadHandler reads = new(scene.Calls.Lab.Lab.CreateHandler());
        using AwsSession session = Open(reads);
        List<int> ahead = [];
        HashSet<string> seen = [];
        await foreach (SnapshotCase part in new ApiTester(session).TakeAsync(await AllAsync(scene), null, LabScene.Stop))
        {
            Assert.All(part.Calls, call => Assert.True(seen.Add(call.RestApiId)));
            Assert.Single(part.Snapshot.Apis);
            ahead.Add(reads.Count["GetExport"] - seen.Count);
        }

        Assert.Equal(Many + 1, seen.Count);
        Assert.True(ahead.Max() <= 8, $"{ahead.Max()} APIs were read ahead");
        Assert.Equal(0, ahead[^1]);
    }

    [Fact]
    public async Task A_snapshot_to_be_written_holds_all_of_them()
    {
        const int Many = 150;
        using ReadScene scene = await ReadScene.MakeAsync();
        await ManyApis.MakeAsync(scene.Calls.Lab.Lab, Many);
        using AwsSession session = Open(scene.Calls.Lab.Lab.CreateHandler());
        string file = Path.Combine(Directory.CreateTempSubdirectory("privateapi-parts").FullName, "snapshot.json");
        SnapshotCase taken = Assert.Single(
            await new ApiTester(session).TakeAsync(await AllAsync(scene), file, LabScene.Stop).ToListAsync(LabScene.Stop)
        );
        Assert.Equal((Many + 1, Many + 1), (taken.Snapshot.Apis.Count, SnapshotFile.Read(file).Snapshot.Apis.Count));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    private static AwsSession Open(HttpMessageHandler handler) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    private static async Task<TestRequest> AllAsync(ReadScene scene)
    {
        using LabWitness witness = new(scene.Calls.Lab.Lab);
        JsonArray all = JsonNode.Parse(await witness.GetAsync("apigateway", "/restapis?limit=500"))!["item"]!.AsArray();
        return scene.Order with { Path = null, Apis = [.. all.Select(api => ((string)api!["id"]!, (Api?)null))] };
    }

    // A private zone, whose record for a name is an API's alias.
    private static async Task AliasAsync(ReadScene scene, string name, string api)
    {
        using LabClient client = new(scene.Calls.Lab.Lab);
        const string Space = "xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"";
        string zone = await PostAsync(
            client,
            "/2013-04-01/hostedzone",
            "<CreateHostedZoneRequest "
                + $"{Space}><Name>example.com</Name><VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>{scene.Calls.Network.VpcId}</VPCId></VPC><CallerReference>a</CallerReference></CreateHostedZoneRequest>"
        );
        string id = zone.Split("<Id>/hostedzone/")[1].Split('<')[0];
        string alias = $"{api}-{scene.Calls.Endpoint.VpcEndpointId}.execute-api.eu-west-1.amazonaws.com";
        await PostAsync(
            client,
            $"/2013-04-01/hostedzone/{id}/rrset",
            "<ChangeResourceRecordSetsRequest "
                + $"{Space}><ChangeBatch><Changes><Change><Action>CREATE</Action><ResourceRecordSet><Name>{name}</Name><Type>CNAME</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>{alias}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change></Changes></ChangeBatch></ChangeResourceRecordSetsRequest>"
        );
    }

    private static async Task<string> PostAsync(LabClient client, string path, string body)
    {
        using HttpResponseMessage answer = await client.SendAsync("route53", HttpMethod.Post, path, body, "text/xml");
        string text = await answer.Content.ReadAsStringAsync(LabScene.Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return text;
    }

    private static async Task<(List<string> Results, ReadHandler Reads)> JudgeAsync(ReadScene scene, TestRequest request, int size)
    {
        ReadHandler reads = new(scene.Calls.Lab.Lab.CreateHandler());
        using AwsSession session = Open(reads);
        IReadOnlyList<Caller> callers = await new CallerReads(session).FindAsync(request.Caller, LabScene.Stop);
        SnapshotScope scope = new()
        {
            RestApiIds = [.. request.Apis.Select(api => api.RestApiId)],
            StageName = request.StageName,
            Callers = callers,
            DomainName = request.DomainName,
        };
        List<string> results = [];
        await using SnapshotCollector collector = new(session, null, scope, LabScene.Stop);
        foreach (string[] ids in scope.RestApiIds.Chunk(size))
        {
            foreach (string id in ids)
            {
                collector.Add(id, null);
            }

            (IReadOnlyList<string> part, AccountSnapshot snapshot) = await collector.TakeAsync(ids.Length);
            results.AddRange(
                TestCalls
                    .Create(request, part, snapshot, callers)
                    .Select(call => TestResults.Create(PathEngine.Judge(snapshot, call)).ToText(isDetailed: true, hasColour: false))
            );
        }

        return (results, reads);
    }
}
