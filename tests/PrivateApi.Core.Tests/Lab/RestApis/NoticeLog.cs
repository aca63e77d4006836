using System.Collections.Concurrent;
using PrivateApi.Progress;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>Remembers what was said.</summary>
internal sealed class NoticeLog : IProgress<Notice>
{
    private readonly ConcurrentQueue<Notice> _all = new();

    public IEnumerable<string> Warnings => _all.Where(notice => notice.Kind == NoticeKind.Warning).Select(notice => notice.Text);

    public IEnumerable<string> Verbose => _all.Where(notice => notice.Kind == NoticeKind.Verbose).Select(notice => notice.Text);

    public void Report(Notice value) => _all.Enqueue(value);
}
