using PrivateApi.Progress;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Keeps every notice, in order, on the thread that reported it.</summary>
internal sealed class RecordedNotices(WaitedClock? clock = null) : IProgress<ProgressEvent>
{
    private readonly List<ProgressEvent> _all = [];

    public IReadOnlyList<ProgressEvent> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public IEnumerable<string> Warnings => All.Where(notice => notice.Kind == ProgressEventKind.Warning).Select(notice => notice.Text);

    public void Report(ProgressEvent value)
    {
        lock (_all)
        {
            _all.Add(value);
        }

        // A wait, and not a step, has its longest time in it.
        if (value.Text.EndsWith(" at most", StringComparison.Ordinal))
        {
            clock?.GoOn();
        }
    }
}
