using PrivateApi.Progress;

namespace PrivateApi.Commands;

/// <summary>
/// One target for a command's notices for as long as the command lives: a plan remembers it when it is laid out, and is
/// carried out by a later call, which has its own pump.
/// </summary>
internal sealed class NoticeRelay : IProgress<Notice>
{
    private volatile IProgress<Notice>? _pump;

    /// <summary>Sends notices to the pump of the call that is running now.</summary>
    public void To(IProgress<Notice> pump) => _pump = pump;

    public void Report(Notice value) => _pump?.Report(value);
}
