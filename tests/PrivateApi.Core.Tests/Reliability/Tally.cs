namespace PrivateApi.Tests.Reliability;

/// <summary>What set-ups among faults met, over all of them.</summary>
internal sealed class Tally
{
    private int _calls;
    private int _wrong;
    private int _again;

    /// <summary>Share of the calls that went wrong.</summary>
    public double WrongShare => (double)_wrong / Math.Max(1, _calls);

    public void Add(LabFront lab)
    {
        Interlocked.Add(ref _calls, lab.Calls);
        Interlocked.Add(ref _wrong, lab.WrongCalls);
    }

    /// <summary>A command ended with an error, and is typed again.</summary>
    public void AddAgain() => Interlocked.Increment(ref _again);

    public override string ToString() =>
        $"{_calls} calls, {_wrong} went wrong ({WrongShare:P0}), {_again} commands typed again after an error";
}
