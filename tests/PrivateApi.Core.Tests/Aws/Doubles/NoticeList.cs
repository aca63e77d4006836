using PrivateApi.Progress;

namespace PrivateApi.Tests.Aws.Doubles;

/// <summary>Keeps what was said.</summary>
internal sealed class NoticeList : IProgress<Notice>
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

    public void Report(Notice value)
    {
        lock (_all)
        {
            _all.Add(value);
        }
    }
}
