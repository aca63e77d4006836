using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>A scene of calls, seen from a session whose calls are written down; every one of them is a run of its own.</summary>
internal sealed class TappedScene : IDisposable
{
    public TappedScene(CallScene scene, WaitedClock? clock = null)
    {
        ProgressEvents = new RecordedNotices(clock);
        Scene = scene;
        Tap = new WireTap(scene.Lab.Lab.CreateHandler());
        Session = AwsSession.Open(
            new AwsConnection
            {
                Handler = Tap,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
    }

    public CallScene Scene { get; }

    public WireTap Tap { get; }

    public AwsSession Session { get; }

    public RecordedNotices ProgressEvents { get; }

    public static CancellationToken Stop => LabScene.Stop;

    public Task<PreparedCall> PrepareAsync(CallRequest request) => new CallPreparation(Session).PrepareAsync(request, ProgressEvents, Stop);

    public async Task<CallResult> CallAsync(CallRequest request) => await (await PrepareAsync(request)).RunAsync(ProgressEvents, Stop);

    public async Task<PrivateApiException> RefusedAsync(CallRequest request) =>
        await Assert.ThrowsAsync<PrivateApiException>(() => CallAsync(request));

    /// <summary>Name of the one function of the lab.</summary>
    public async Task<string> FunctionAsync() =>
        Assert.Single((await Scene.Lab.Witness.Lambda.ListFunctionsAsync(new(), Stop)).Functions).FunctionName;

    public void Dispose()
    {
        Session.Dispose();
        Tap.Dispose();
    }
}
