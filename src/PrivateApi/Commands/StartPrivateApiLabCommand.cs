using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Commands;

/// <summary>Starts a lab and makes it this session's default connection.</summary>
[Cmdlet(VerbsLifecycle.Start, "PrivateApiLab")]
[OutputType(typeof(LabInfo))]
public sealed class StartPrivateApiLabCommand : PSCmdlet
{
    /// <summary>The Region that commands use if they do not name one.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateRegion]
    public string Region { get; set; } = "us-east-1";

    /// <summary>The account that commands act in; twelve digits.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string AccountId { get; set; } = "123456789012";

    /// <summary>Hosts that the lab may open connections to for HTTP integrations; others answer 504.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] AllowBackend { get; set; } = [];

    /// <summary>Key sets of Cognito user pools by pool id, by which Cognito authorizers verify tokens.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? UserPool { get; set; }

    /// <summary>Throttle at the real per-operation limits.</summary>
    [Parameter]
    public SwitchParameter Throttle { get; set; }

    /// <summary>Enforce the identity policies of users and roles created in the lab, as AWS does.</summary>
    [Parameter]
    public SwitchParameter EnforceIam { get; set; }

    /// <summary>Availability Zones, by name or id, in which API Gateway's endpoint service is not offered.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] ZoneWithoutService { get; set; } = [];

    /// <summary>How long endpoints and functions stay pending.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? PendingTime { get; set; }

    /// <summary>How long deleted endpoints stay deleting.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? DeletingTime { get; set; }

    /// <summary>How long the network interfaces of deleted functions continue to exist.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? FunctionInterfaceTime { get; set; }

    /// <summary>How long Lambda cannot assume a new role.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? RoleTime { get; set; }

    /// <summary>Added to the answer of every control-plane call.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan Latency { get; set; }

    /// <summary>How long EC2's describe calls by id do not find what was just created.</summary>
    [Parameter]
    [DurationArgument]
    [ValidateDuration]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan ReadLag { get; set; }

    /// <summary>Share of calls, 0 to 1, that are refused with a 5xx.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double ErrorRate { get; set; }

    /// <summary>Share of calls, 0 to 1, whose connection breaks before anything happens.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double DropRate { get; set; }

    /// <summary>Share of changing calls, 0 to 1, that are carried out and never answered.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double LostAnswerRate { get; set; }

    /// <summary>Operations that the three rates apply to; all if none is named.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FaultOperationCompleter))]
    [ValidateFaultOperation]
    public string[] FaultOperation { get; set; } = [];

    /// <summary>Leave the session's default connection unchanged.</summary>
    [Parameter]
    public SwitchParameter NoDefault { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        LabOptions defaults = new()
        {
            Region = Region,
            AccountId = AccountId,
            AllowBackend = AllowBackend,
            UserPools = UserPools(),
            Throttle = Throttle,
            EnforceIam = EnforceIam,
            ZonesWithoutExecuteApi = ZoneWithoutService,
        };
        LabInfo lab = new(
            new EmbeddedAws(
                defaults with
                {
                    PendingTime = PendingTime ?? defaults.PendingTime,
                    DeletingTime = DeletingTime ?? defaults.DeletingTime,
                    FunctionInterfaceTime = FunctionInterfaceTime ?? defaults.FunctionInterfaceTime,
                    RoleTime = RoleTime ?? defaults.RoleTime,
                    Faults = new LabFaults
                    {
                        Latency = Latency,
                        ReadLag = ReadLag,
                        ErrorRate = ErrorRate,
                        DropRate = DropRate,
                        LostAnswerRate = LostAnswerRate,
                        Operations = FaultOperation,
                    },
                }
            )
        );
        LabSession.Add(this, lab, makeDefault: !NoDefault);
        if (!NoDefault)
        {
            WriteInformation(
                $"The lab at {lab.EndpointUrl} is now this session's default connection. "
                    + "Stop-PrivateApiLab ends that; -ProfileName goes to AWS. It belongs to this runspace: in ForEach-Object -Parallel "
                    + $"and in jobs, run {LabSession.HandOver} first.",
                ["PSHOST"]
            );
        }

        WriteObject(lab);
    }

    private Dictionary<string, string> UserPools()
    {
        try
        {
            return UserPoolArgument.Read(SessionState, UserPool);
        }
        catch (PrivateApiException e)
        {
            ThrowTerminatingError(ErrorRecordFactory.From(e, UserPool)!);
            throw;
        }
    }
}
