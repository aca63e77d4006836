namespace PrivateApi.Tests.Reliability;

/// <summary>A user in real PowerShell, and every change of every job, as they are made where nothing disturbs.</summary>
public sealed class KillJobs : IDisposable
{
    private IReadOnlyList<KillPoint>? _points;

    internal PwshSession User { get; } = new();

    public void Dispose() => User.Dispose();

    internal async Task<IReadOnlyList<KillPoint>> PointsAsync()
    {
        if (_points is null)
        {
            List<KillPoint> points = [];
            foreach ((string name, string job) in Jobs.All)
            {
                (IReadOnlyList<string> changes, string whole) = await UndisturbedAsync(job);
                points.AddRange(changes.Select((change, index) => new KillPoint(name, job, index + 1, changes.Count, change, whole)));
            }

            _points = points;
        }

        return _points;
    }

    internal async Task PrepareAsync(LabFront front, string job)
    {
        if (job != Jobs.SetUp)
        {
            await User.RunWellAsync(front.Url, Jobs.SetUp, "preparing");
        }
    }

    private async Task<(IReadOnlyList<string> Changes, string Whole)> UndisturbedAsync(string job)
    {
        using LabFront front = new();
        using LabInventory state = new(front.Lab);
        await PrepareAsync(front, job);
        front.StopAt(0, () => Task.CompletedTask);
        await User.RunWellAsync(front.Url, job, "undisturbed");
        return (front.Changes, await state.ShapeAsync());
    }
}
