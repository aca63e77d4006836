using PrivateApi.Progress;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Keeps what was said.</summary>
internal sealed class NoticeList : IProgress<ProgressEvent>
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

    public void Report(ProgressEvent value)
    {
        lock (_all)
        {
            _all.Add(value);
        }
    }
}
