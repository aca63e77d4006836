using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A run whose call of one operation is under way for as long as the test likes: looked early, made late.</summary>
internal sealed class LateRun : IDisposable
{
    private readonly TappedSession _tapped;
    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LateRun(EmbeddedAws lab, string operation)
    {
        _tapped = new TappedSession(lab);
        _tapped.Tap.Before = name =>
        {
            if (name != operation)
            {
                return Task.CompletedTask;
            }

            _underWay.TrySetResult();
            return _released.Task.WaitAsync(TestContext.Current.CancellationToken);
        };
    }

    public RecordedNotices ProgressEvents { get; } = new();

    /// <summary>The call was sent, and is not carried out yet.</summary>
    public Task IsUnderWay => _underWay.Task.WaitAsync(TestContext.Current.CancellationToken);

    public Task<T> RunAsync<T>(Func<AwsSession, Task<T>> run) =>
        Task.Run(() => run(_tapped.Session), TestContext.Current.CancellationToken);

    /// <summary>Lets it be carried out.</summary>
    public void Release() => _released.TrySetResult();

    public void Dispose() => _tapped.Dispose();
}
