using System.Management.Automation;
using PrivateApi.Errors;

namespace PrivateApi.Commands;

/// <summary>What the commands that work only on a policy, without AWS, have in common.</summary>
public abstract class PolicyCommand : PSCmdlet
{
    private protected void Guard(Action action, object? target)
    {
        try
        {
            action();
        }
        catch (PrivateApiException failure)
        {
            WriteError(ErrorRecordFactory.From(failure, target)!);
        }
    }
}
