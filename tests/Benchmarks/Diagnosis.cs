using System.Diagnostics;
using System.Globalization;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Reachability;

namespace PrivateApi.Benchmarks;

/// <summary>
/// One API diagnosed for a caller on a warm session, as Test-PrivateApi does it: the reads over AWSSDK's pipeline to a lab in
/// process, and the judgement. What the service itself takes is measured and told apart.
/// </summary>
internal static class Diagnosis
{
    private const int Rounds = 200;
    private const int Most = 50;

    /// <summary>Measures; 1 when our part takes more than 50 ms.</summary>
    public static async Task<int> RunAsync()
    {
        using EmbeddedAws lab = new(new LabOptions { Region = "eu-west-1", PendingTime = TimeSpan.Zero });
        BusyHandler handler = new(lab.CreateHandler());
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        TestRequest request = await SceneAsync(session);
        List<(double Total, double Busy)> times = [];
        for (int i = 0; i < Rounds; i++)
        {
            handler.Reset();
            long start = Stopwatch.GetTimestamp();
            SnapshotCase taken = await new ApiTester(session)
                .TakeAsync(request, null, CancellationToken.None)
                .FirstAsync(CancellationToken.None);
            TestResult result = TestResults.Create(PathEngine.Judge(taken.Snapshot, taken.Calls[0]));
            times.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, handler.Busy.TotalMilliseconds));
            if (result.Verdict != Verdict.Reachable)
            {
                throw new InvalidOperationException(result.ToText(isDetailed: true, hasColour: false));
            }
        }

        // The first rounds compile.
        (double total, double busy) = times.Skip(Rounds / 4).OrderBy(item => item.Total).ElementAt(Rounds * 3 / 8);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"diagnosis      {total, 10:N1} ms for {handler.Calls} calls, of it {busy:N1} ms with the service at work "
                    + $"(median of {Rounds * 3 / 4}; first {times[0].Total:N0} ms)"
            )
        );
        return total - busy <= Most ? 0 : 1;
    }

    private static async Task<TestRequest> SceneAsync(AwsSession session)
    {
        Progress<ProgressEvent> nobody = new();
        Networks networks = new(session);
        Network network = await networks.ApplyAsync(
            await networks.PlanAsync(new NetworkSpec("Demo", "10.0.0.0/16", new Dictionary<string, string>()), nobody, default),
            nobody,
            default
        );
        Endpoints endpoints = new(session, new NoProbes());
        EndpointSpec spec = new()
        {
            Name = "Demo",
            VpcId = network.VpcId,
            SubnetIds = network.SubnetId,
            SecurityGroupIds = [network.SecurityGroupId!],
            PrivateDnsEnabled = true,
        };
        Endpoint endpoint = await endpoints.ApplyAsync(await endpoints.PlanAsync(spec, nobody, default), nobody, default);
        ApiSpec api = ApiSpec.Create(
            "PetStore",
            DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")),
            [endpoint.VpcEndpointId],
            new PolicyChoice(null, [endpoint.VpcEndpointId], []),
            null,
            "demo",
            new Dictionary<string, string>(),
            nobody
        );
        Plan plan = await ApiPlan.MakeAsync(session, api, nobody, default);
        await plan.ApplyAsync(nobody, default);
        return new TestRequest
        {
            Apis = [(plan.Steps[0].RequiredId, null)],
            StageName = "demo",
            Path = "/pets",
            Caller = new CallerRequest { SubnetIds = [network.PublicSubnetId[0]], SecurityGroupIds = [network.SecurityGroupId!] },
        };
    }
}
