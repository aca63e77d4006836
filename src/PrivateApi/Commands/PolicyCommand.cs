using System.Management.Automation;
using Amazon;
using PrivateApi.Arguments;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Language;

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

    private protected string TextOf(object? policy) => PolicyArgument.Text(SessionState, policy);

    /// <summary>The API the policy is on, if the object says so.</summary>
    private protected static PolicyContext? ApiOf(object? policy) =>
        JsonArgument.Unwrap(policy) switch
        {
            Api api => Context(api.Region, api.AccountId, api.RestApiId),
            ApiPolicy of => Context(of.Region, of.AccountId, of.RestApiId),
            _ => null,
        };

    private static PolicyContext Context(string region, string account, string api) =>
        new(RegionEndpoint.GetBySystemName(region).PartitionName, region, account, api);
}
