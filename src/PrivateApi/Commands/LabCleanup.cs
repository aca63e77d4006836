using System.Management.Automation;

namespace PrivateApi.Commands;

/// <summary>Stops the session's labs when the module is removed; PowerShell creates one and calls it.</summary>
public sealed class LabCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => LabSession.RemoveAll();
}
