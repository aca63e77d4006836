using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Systems Manager in one account and Region.</summary>
internal sealed class SsmState : ILabState<SsmState>
{
    // AWS Systems Manager endpoints and quotas, "Execution history retention".
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    // AWS names no number; each command holds its script and its output.
    private const int Most = 1000;

    private readonly List<LabCommand> _commands = [];

    /// <summary>The last commands in the order they were sent.</summary>
    public IReadOnlyList<LabCommand> Commands => _commands;

    public void Add(LabCommand command)
    {
        _commands.RemoveAll(item => item.RequestedAt <= command.RequestedAt - Retention);
        _commands.Add(command);
        if (_commands.Count > Most)
        {
            _commands.RemoveAt(0);
        }
    }

    public static SsmState Create(LabStore store, string accountId, string region) => new();
}
