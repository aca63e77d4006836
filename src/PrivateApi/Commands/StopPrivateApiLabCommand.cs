using System.Management.Automation;
using PrivateApi.Arguments.Completion;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Commands;

/// <summary>Stops labs; if none is named, all of this session.</summary>
[Cmdlet(VerbsLifecycle.Stop, "PrivateApiLab", SupportsShouldProcess = true)]
public sealed class StopPrivateApiLabCommand : PSCmdlet
{
    /// <summary>The lab to stop; all of this session without the parameter. A variable that is empty does not stop all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public LabInfo[]? Lab { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (LabInfo lab in Lab ?? [.. LabSession.Running()])
        {
            if (ShouldProcess(lab.EndpointUrl.AbsoluteUri, "Stop lab"))
            {
                LabSession.Remove(this, lab);
            }
        }
    }
}
