using PrivateApi.Progress;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Keeps every notice, in order, on the thread that reported it.</summary>
internal sealed class RecordedNotices : IProgress<Notice>
{
    private readonly List<Notice> _all = [];

    public IReadOnlyList<Notice> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public IEnumerable<string> Warnings => All.Where(notice => notice.Kind == NoticeKind.Warning).Select(notice => notice.Text);

    public void Report(Notice value)
    {
        lock (_all)
        {
            _all.Add(value);
        }
    }
}
