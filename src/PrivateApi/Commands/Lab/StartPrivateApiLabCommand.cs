using System.Management.Automation;
using PrivateApi.Lab;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>Starts a lab and makes it this session's default connection.</summary>
[Cmdlet(VerbsLifecycle.Start, "PrivateApiLab")]
[OutputType(typeof(LabInfo))]
public sealed class StartPrivateApiLabCommand : PSCmdlet
{
    /// <summary>The Region that commands use where they name none.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Region { get; set; } = "us-east-1";

    /// <summary>The account that commands act in; twelve digits.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string AccountId { get; set; } = "123456789012";

    /// <summary>Hosts that the lab may open connections to for HTTP integrations; others answer 504.</summary>
    [Parameter]
    public string[] AllowBackend { get; set; } = [];

    /// <summary>Throttle at the real per-operation limits.</summary>
    [Parameter]
    public SwitchParameter Throttle { get; set; }

    /// <summary>How long endpoints and functions stay pending.</summary>
    [Parameter]
    public TimeSpan? PendingTime { get; set; }

    /// <summary>Leave the session's default connection alone.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        LabOptions defaults = new() { Region = Region, AccountId = AccountId, AllowBackend = AllowBackend, Throttle = Throttle };
        LabInfo lab = new(new EmbeddedAws(defaults with { PendingTime = PendingTime ?? defaults.PendingTime }));
        LabSession.Add(this, lab, makeDefault: !NoDefault);
        if (!NoDefault)
        {
            WriteInformation(
                $"The lab at {lab.EndpointUrl} is now this session's default connection. Stop-PrivateApiLab undoes it; -ProfileName goes to AWS.",
                ["PSHOST"]);
        }

        WriteObject(lab);
    }
}
