using System.Globalization;
using System.Management.Automation.Host;

namespace PrivateApi.Shell;

/// <summary>The engine's view of this console.</summary>
internal sealed class ShellHost : PSHost
{
    /// <summary>What a script said with exit; null while it said nothing.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "PrivateApi.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; } = new ShellUserInterface();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This small shell has no nested prompts; answer with another choice, or use pwsh.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
