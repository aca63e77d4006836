using System.Management.Automation;
using System.Threading.Channels;
using PrivateApi.Progress;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>
/// Runs work off the pipeline's thread and writes its progress on that thread, because only it may write. This also
/// makes Ctrl+C immediate: the thread waits for a notice or the end, never for the network.
/// </summary>
internal sealed class ProgressPump(Cmdlet cmdlet) : IProgress<ProgressEvent>, IDisposable
{
    private readonly Channel<ProgressEvent> _progress = Channel.CreateUnbounded<ProgressEvent>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly Dictionary<string, int> _activities = [];

    public void Report(ProgressEvent value) => _progress.Writer.TryWrite(value);

    public void Run(Func<IProgress<ProgressEvent>, CancellationToken, Task> work, CancellationToken stop)
    {
        Task task = Task.Run(
            async () =>
            {
                try
                {
                    await work(this, stop);
                }
                finally
                {
                    _progress.Writer.TryComplete();
                }
            },
            CancellationToken.None
        );

        while (_progress.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (_progress.Reader.TryRead(out ProgressEvent? notice))
            {
                if (!stop.IsCancellationRequested)
                {
                    Write(notice);
                }
            }
        }

        task.GetAwaiter().GetResult();
    }

    public void Dispose() => _progress.Writer.TryComplete();

    private void Write(ProgressEvent notice)
    {
        switch (notice.Kind)
        {
            case ProgressEventKind.Progress:
            case ProgressEventKind.ProgressDone:
                cmdlet.WriteProgress(
                    new ProgressRecord(ActivityId(notice.Activity!), VisibleText.Escaped(notice.Activity), VisibleText.Escaped(notice.Text))
                    {
                        PercentComplete = notice.Percent ?? -1,
                        SecondsRemaining = notice.SecondsLeft ?? -1,
                        RecordType =
                            notice.Kind == ProgressEventKind.Progress ? ProgressRecordType.Processing : ProgressRecordType.Completed,
                    }
                );
                break;
            case ProgressEventKind.Warning:
                cmdlet.WriteWarning(VisibleText.Escaped(notice.Text));
                break;
            default:
                cmdlet.WriteVerbose(VisibleText.Escaped(notice.Text));
                break;
        }
    }

    private int ActivityId(string activity)
    {
        if (!_activities.TryGetValue(activity, out int id))
        {
            _activities.Add(activity, id = _activities.Count + 1);
        }

        return id;
    }
}
