using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>What becomes of the invocation of a function by API Gateway, for a method or for its authorizer.</summary>
internal static class FunctionFinding
{
    /// <param name="snapshot">The facts.</param>
    /// <param name="name">The function as the method or the authorizer names it.</param>
    /// <param name="source">aws:SourceArn of the invocation.</param>
    /// <param name="role">The role that invokes it; null or empty for the service itself.</param>
    /// <param name="permission">What lets API Gateway in.</param>
    /// <param name="answer">What a call gets whose function is not invoked.</param>
    public static Finding Of(
        AccountSnapshot snapshot,
        string name,
        string source,
        string? role,
        FunctionPermissionChange permission,
        DeniedAnswer? answer
    )
    {
        FunctionFact? function = snapshot.Functions.FirstOrDefault(item => item.Name == name);
        if (function is null or { Exists: null })
        {
            return Finding.Skipped(
                Unread.Says(snapshot, "Function", "lambda:GetFunctionConfiguration and lambda:GetPolicy", $"function {name}")
            );
        }

        if (function.Exists == false)
        {
            // Another account shows its functions only to those whom it lets in.
            return FunctionAccess.OwnerOf(name) is { } owner && !snapshot.IsOurs(owner)
                ? Finding.Skipped(
                    $"function {name} belongs to account {owner}, which does not show it here: whether it is there and lets API Gateway "
                        + "invoke it, only that account can see"
                )
                : Finding.Refused($"there is no function {name}", null, answer);
        }

        if (function.State is "Pending" or "Failed")
        {
            return Finding.Refused(
                $"function {name} is {function.State}: it cannot be invoked",
                CommandLine.ForCmdlet("Get-LMFunctionConfiguration").With("FunctionName", name),
                answer
            );
        }

        if (role is not { Length: > 0 } && !FunctionAccess.Allows(function.Policy, name, source))
        {
            return Finding.Refused($"the policy of function {name} does not let API Gateway invoke it for {source}", permission, answer);
        }

        return function.State == "Inactive"
                ? Finding.Warning(
                    $"function {name} is Inactive: the first call after a long time fails and reactivates it "
                        + "(Lambda guide, \"Lambda function states\")"
                )
            : role is { Length: > 0 }
                ? Finding.Passed($"function {name} is invoked by role {role}; whether that role is allowed to is not checked")
            : Finding.Passed($"function {name} exists ({function.State ?? "Active"}) and lets API Gateway invoke it for {source}");
    }
}
