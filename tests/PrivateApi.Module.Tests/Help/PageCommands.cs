using System.Management.Automation;

namespace PrivateApi.Tests.Help;

/// <summary>The module's commands as PowerShell sees them: one session for all pages, in which nothing is run.</summary>
public sealed class PageCommands : IDisposable
{
    private readonly ModuleSession _session = new();

    /// <summary>A command.</summary>
    public CmdletInfo Get(string name) => (CmdletInfo)Assert.Single(_session.Run($"Get-Command {name}")).BaseObject;

    public void Dispose() => _session.Dispose();
}
