using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// The same commands many times at once, each with a session and a pacer of its own, as in processes that know nothing
/// of each other. All look before any of them changes something: the worst that can happen.
/// </summary>
internal sealed class ParallelRuns : IDisposable
{
    private readonly AwsSession[] _sessions;

    public ParallelRuns(EmbeddedAws lab, int count) =>
        _sessions = [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                    AwsSession.Open(
                        new AwsConnection
                        {
                            Handler = lab.CreateHandler(),
                            EndpointUrl = new Uri("http://localhost/"),
                            Region = "eu-west-1",
                            IsLab = true,
                            Pacer = new Pacer(TimeProvider.System),

                            // Nobody waits so long where all goes well, since the others' things go away.
                            LabWindow = TimeSpan.FromSeconds(20),
                        }
                    )
                ),
        ];

    public RecordedNotices ProgressEvents { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task<Network[]> NewNetworksAsync(string name = "Demo") =>
        RunAsync(
            session =>
                new Networks(session).PlanAsync(
                    new NetworkSpec(name, "10.0.0.0/16", new Dictionary<string, string>()),
                    ProgressEvents,
                    Stop
                ),
            (session, plan) => new Networks(session).ApplyAsync(plan, ProgressEvents, Stop)
        );

    public Task<Endpoint[]> NewEndpointsAsync(EndpointSpec spec) =>
        RunAsync(
            session => new Endpoints(session, new NoProbes()).PlanAsync(spec, ProgressEvents, Stop),
            (session, plan) => new Endpoints(session, new NoProbes()).ApplyAsync(plan, ProgressEvents, Stop)
        );

    public Task<string[]> NewApisAsync(string vpcEndpointId, string stage) =>
        RunAsync(
            session => ApiPlan.MakeAsync(session, Spec(session, vpcEndpointId, stage), ProgressEvents, Stop),
            async (_, plan) =>
            {
                await plan.ApplyAsync(ProgressEvents, Stop);
                return plan.Steps[0].RequiredId;
            }
        );

    public async Task<string> NewApiAsync(AwsSession session, string vpcEndpointId, string stage)
    {
        Plan plan = await ApiPlan.MakeAsync(session, Spec(session, vpcEndpointId, stage), ProgressEvents, Stop);
        await plan.ApplyAsync(ProgressEvents, Stop);
        return plan.Steps[0].RequiredId;
    }

    /// <summary>Different things, or the same ones, from look to end without waiting for each other.</summary>
    public Task<T[]> EachAsync<T>(Func<AwsSession, int, Task<T>> run) =>
        Task.WhenAll(_sessions.Select((session, number) => Task.Run(() => run(session, number), Stop)));

    public void Dispose()
    {
        foreach (AwsSession session in _sessions)
        {
            session.Dispose();
        }
    }

    private ApiSpec Spec(AwsSession session, string vpcEndpointId, string stage) =>
        ApiSpec.Create(
            "pets",
            DefinitionReader.Read(PetStoreSample.For(session.Region, session.DnsSuffix)),
            [vpcEndpointId],
            new PolicyChoice(null, [], []),
            null,
            stage,
            new Dictionary<string, string>(),
            ProgressEvents
        );

    private async Task<T[]> RunAsync<T>(Func<AwsSession, Task<Plan>> plan, Func<AwsSession, Plan, Task<T>> apply)
    {
        Plan[] plans = await EachAsync((session, _) => plan(session));
        return await EachAsync((session, number) => apply(session, plans[number]));
    }
}
