using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Commands;

/// <summary>
/// The labs of a PowerShell session, so that runspaces do not share labs. The default one is in a global session
/// variable, as AWS Tools keep their state.
/// </summary>
internal static class LabSession
{
    // By runspace, not in one of its variables: those cannot be read while a module is removed or a session ends.
    private static readonly ConditionalWeakTable<Runspace, List<LabInfo>> Started = [];

    /// <summary>The command by which another runspace gets the lab: a thread of ForEach-Object -Parallel, or a job.</summary>
    public const string HandOver = "$global:PrivateApiLab = $using:PrivateApiLab";

    public static IReadOnlyList<LabInfo> Running() => List();

    /// <summary>
    /// Opens a connection; where there is none to AWS, and a lab runs in another runspace of this process, the error says how to get it.
    /// </summary>
    public static AwsSession Explained(Func<AwsSession> open)
    {
        try
        {
            return open();
        }
        catch (PrivateApiException e) when (e.ErrorId is "NoRegion" or "NoCredentials" && Elsewhere() is { } lab)
        {
            throw new PrivateApiException(
                "LabElsewhere",
                FaultKind.NoConnection,
                $"The lab at {lab.EndpointUrl} belongs to another runspace, and there is no connection to AWS here. Hand it over at the "
                    + $"beginning of the script block: {HandOver}",
                lab.EndpointUrl.AbsoluteUri,
                e
            );
        }
    }

    private static LabInfo? Elsewhere() =>
        Started.SelectMany(entry => entry.Key == Runspace.DefaultRunspace ? [] : entry.Value.ToArray()).FirstOrDefault();

    public static LabInfo? Default(PSCmdlet cmdlet) =>
        Unwrap(cmdlet.SessionState.PSVariable.GetValue(ConnectionReader.LabVariable)) as LabInfo;

    public static void Add(PSCmdlet cmdlet, LabInfo lab, bool makeDefault)
    {
        List().Add(lab);
        SuggestionCache.Forget(cmdlet.SessionState);
        if (makeDefault)
        {
            foreach (LabInfo other in List())
            {
                other.IsDefault = other == lab;
            }

            SetDefault(cmdlet, lab);
        }
    }

    public static void Remove(PSCmdlet cmdlet, LabInfo lab)
    {
        List().Remove(lab);
        lab.Lab.Dispose();
        SuggestionCache.Forget(cmdlet.SessionState);
        if (Default(cmdlet) == lab)
        {
            SetDefault(cmdlet, null);
        }
    }

    /// <summary>Stops all labs of the session that this thread's pipeline runs in; used when the module is removed.</summary>
    public static void RemoveAll()
    {
        if (List().Count == 0)
        {
            return;
        }

        Stop(List());

        // A plain assignment works in every language mode and without any other module.
        using PowerShell session = PowerShell.Create(RunspaceMode.CurrentRunspace);
        session.AddScript($"$global:{ConnectionReader.LabVariable} = $global:{SuggestionCache.VariableName} = $null").Invoke();
    }

    private static List<LabInfo> List()
    {
        Runspace runspace = Runspace.DefaultRunspace;
        if (!Started.TryGetValue(runspace, out List<LabInfo>? labs))
        {
            List<LabInfo> made = labs = [];
            Started.Add(runspace, made);
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                {
                    Stop(made);
                }
            };
        }

        return labs;
    }

    private static void Stop(List<LabInfo> labs)
    {
        foreach (LabInfo lab in labs)
        {
            lab.Lab.Dispose();
        }

        labs.Clear();
    }

    private static void SetDefault(PSCmdlet cmdlet, LabInfo? lab) =>
        cmdlet.SessionState.PSVariable.Set("global:" + ConnectionReader.LabVariable, lab);

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
