using PrivateApi.Progress;

namespace PrivateApi.Commands;

/// <summary>
/// One target for a command's progress for as long as the command lives: a plan remembers it when it is laid out, and is
/// carried out by a later call, which has its own pump.
/// </summary>
internal sealed class ProgressRelay : IProgress<ProgressEvent>
{
    private volatile IProgress<ProgressEvent>? _pump;

    /// <summary>Sends progress to the pump of the call that is running now.</summary>
    public void To(IProgress<ProgressEvent> pump) => _pump = pump;

    public void Report(ProgressEvent value) => _pump?.Report(value);
}
