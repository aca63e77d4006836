using PrivateApi.Model;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning;

/// <summary>For use when there are no probes.</summary>
internal sealed class NoProbes : IProbeRemoval
{
    public Task<IReadOnlyList<ProbeFunction>> ListAsync(string? vpcId, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<ProbeFunction>>([]);

    public Task<IReadOnlyList<string>> ListLeavingAsync(string vpcId, CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task RemoveAsync(string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop) => Task.CompletedTask;
}
