using System.Management.Automation;
using PrivateApi.Model;

namespace PrivateApi.Commands;

/// <summary>
/// The labs of a PowerShell session: a list in a global session variable, as AWS Tools keep their state, so that
/// runspaces do not share labs.
/// </summary>
internal static class LabSession
{
    private const string ListVariable = "PrivateApiLabs";

    public static IReadOnlyList<LabInfo> Running(PSCmdlet cmdlet) => List(cmdlet);

    public static LabInfo? Default(PSCmdlet cmdlet) => Unwrap(cmdlet.SessionState.PSVariable.GetValue(ConnectionReader.LabVariable)) as LabInfo;

    public static void Add(PSCmdlet cmdlet, LabInfo lab, bool makeDefault)
    {
        List(cmdlet).Add(lab);
        if (makeDefault)
        {
            foreach (LabInfo other in List(cmdlet))
            {
                other.IsDefault = other == lab;
            }

            SetGlobal(cmdlet, ConnectionReader.LabVariable, lab);
        }
    }

    public static void Remove(PSCmdlet cmdlet, LabInfo lab)
    {
        List(cmdlet).Remove(lab);
        lab.Lab.Dispose();
        if (Default(cmdlet) == lab)
        {
            SetGlobal(cmdlet, ConnectionReader.LabVariable, null);
        }
    }

    private static List<LabInfo> List(PSCmdlet cmdlet)
    {
        if (Unwrap(cmdlet.SessionState.PSVariable.GetValue(ListVariable)) is List<LabInfo> list)
        {
            return list;
        }

        list = [];
        SetGlobal(cmdlet, ListVariable, list);
        return list;
    }

    private static void SetGlobal(PSCmdlet cmdlet, string name, object? value) =>
        cmdlet.SessionState.PSVariable.Set("global:" + name, value);

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
