using System.Management.Automation;
using System.Threading.Channels;
using PrivateApi.Progress;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>
/// Runs work off the pipeline's thread and writes its notices on that thread, because only it may write. This also
/// makes Ctrl+C immediate: the thread waits for a notice or the end, never for the network.
/// </summary>
internal sealed class NoticePump(Cmdlet cmdlet) : IProgress<Notice>, IDisposable
{
    private readonly Channel<Notice> _notices = Channel.CreateUnbounded<Notice>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<string, int> _activities = [];

    public void Report(Notice value) => _notices.Writer.TryWrite(value);

    public void Run(Func<IProgress<Notice>, CancellationToken, Task> work, CancellationToken stop)
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
                    _notices.Writer.TryComplete();
                }
            },
            CancellationToken.None);

        while (_notices.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (_notices.Reader.TryRead(out Notice? notice))
            {
                if (!stop.IsCancellationRequested)
                {
                    Write(notice);
                }
            }
        }

        task.GetAwaiter().GetResult();
    }

    public void Dispose() => _notices.Writer.TryComplete();

    private void Write(Notice notice)
    {
        switch (notice.Kind)
        {
            case NoticeKind.Progress:
            case NoticeKind.ProgressDone:
                cmdlet.WriteProgress(new ProgressRecord(ActivityId(notice.Activity!), VisibleText.Of(notice.Activity), VisibleText.Of(notice.Text))
                {
                    PercentComplete = notice.Percent ?? -1,
                    RecordType = notice.Kind == NoticeKind.Progress ? ProgressRecordType.Processing : ProgressRecordType.Completed,
                });
                break;
            case NoticeKind.Warning:
                cmdlet.WriteWarning(VisibleText.Of(notice.Text));
                break;
            default:
                cmdlet.WriteVerbose(VisibleText.Of(notice.Text));
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
