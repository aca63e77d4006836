using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Systems Manager in one account and Region.</summary>
internal sealed class SsmState : ILabState<SsmState>
{
    /// <summary>Commands in the order they were sent.</summary>
    public List<LabCommand> Commands { get; } = [];

    public static SsmState Create(LabStore store, string accountId, string region) => new();
}
