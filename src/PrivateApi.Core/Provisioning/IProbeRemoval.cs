using PrivateApi.Model;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning;

/// <summary>What the network and endpoint commands need to know about the probes, and to do with them.</summary>
internal interface IProbeRemoval
{
    /// <summary>Our probes, recognised by our tags.</summary>
    /// <param name="vpcId">Only those in this VPC; null for all of the account and Region.</param>
    /// <param name="stop">Stops the calls.</param>
    Task<IReadOnlyList<ProbeFunction>> ListAsync(string? vpcId, CancellationToken stop);

    /// <summary>
    /// Ids of the network interfaces in a VPC that Lambda created for our probes and that no function uses: Lambda is about to delete
    /// them.
    /// </summary>
    Task<IReadOnlyList<string>> ListLeavingAsync(string vpcId, CancellationToken stop);

    /// <summary>
    /// Removes all of our probes in a VPC, and returns when their network interfaces and security groups are gone.
    /// Without one it does nothing.
    /// </summary>
    Task RemoveAsync(string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop);
}
