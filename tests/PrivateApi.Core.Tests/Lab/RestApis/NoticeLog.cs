using System.Collections.Concurrent;
using PrivateApi.Progress;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>Remembers what was said.</summary>
internal sealed class NoticeLog : IProgress<ProgressEvent>
{
    private readonly ConcurrentQueue<ProgressEvent> _all = new();

    public IEnumerable<string> Warnings => _all.Where(notice => notice.Kind == ProgressEventKind.Warning).Select(notice => notice.Text);

    public IEnumerable<string> Verbose => _all.Where(notice => notice.Kind == ProgressEventKind.Verbose).Select(notice => notice.Text);

    public void Report(ProgressEvent value) => _all.Enqueue(value);
}
