using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Calls.Lambda;

/// <summary>What Lambda's and IAM's refusals mean to a probe.</summary>
internal static class ProbeErrors
{
    public static bool IsAbsent(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.NotFound
        || error.ErrorCode is "ResourceNotFoundException" or "NoSuchEntity" or "NoSuchEntityException";

    public static bool IsForbidden(AmazonServiceException error) => Failure.IsDenied(error);

    /// <summary>The same call will be accepted in a while.</summary>
    public static bool IsNotYet(AmazonServiceException error) => NewRole.IsNotReady(error);

    /// <summary>The Region's Lambda has no such runtime yet.</summary>
    public static bool IsUnknownRuntime(AmazonServiceException error) =>
        error.ErrorCode is "InvalidParameterValueException" or "ValidationException"
        && error.Message.Contains("runtime", StringComparison.OrdinalIgnoreCase);

    /// <summary>The function is being made, changed or woken up.</summary>
    public static bool IsBusy(AmazonServiceException error) =>
        error.ErrorCode is "ResourceConflictException" or "ResourceNotReadyException" or "CodeArtifactUserPendingException";

    public static async Task<T?> NullIfAbsentAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call;
        }
        catch (AmazonServiceException e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public static Task IgnoreAbsentAsync<T>(Task<T> call)
        where T : class => NullIfAbsentAsync(call);

    /// <summary>What removes a function.</summary>
    public static CommandLine Remove(string function) => CommandLine.ForCmdlet("Remove-LMFunction").With("FunctionName", function);

    /// <summary>Something of our name that shows no tags of ours.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="command">What removes it.</param>
    public static PrivateApiException NotOurs(string what, string name, CommandLine command) =>
        new(
            "NameTaken",
            FaultKind.Conflict,
            $"The {what} {name} exists without this module's tags, and was neither used nor changed. "
                + $"If nobody needs it, remove it and run the command again: {command}",
            name
        )
        {
            EndsPipeline = true,
        };

    /// <summary>A function that has our tags, and is something else by now. It is left as it is for whoever looks into it.</summary>
    public static PrivateApiException Altered(string name, string what) =>
        new(
            "ProbeAltered",
            FaultKind.Conflict,
            $"The function {name} is a probe of this module, but was changed: {what}. "
                + "It was not called. Find out who changed it (CloudTrail), then remove it and run the command again: "
                + $"{Remove(name)}",
            name
        )
        {
            EndsPipeline = true,
        };

    public static PrivateApiException AlteredMeanwhile(string name, string what) =>
        new(
            "ProbeAltered",
            FaultKind.Conflict,
            $"The function {name} was changed while it made the call{(what.Length > 0 ? $": {what}" : string.Empty)}. "
                + "The answer is not to be trusted, and keys and data that the call carried may have been read: "
                + "replace them. Find out who changed it (CloudTrail).",
            name
        )
        {
            EndsPipeline = true,
        };

    public static PrivateApiException RoleAltered(string name, string what) =>
        new(
            "ProbeAltered",
            FaultKind.Conflict,
            $"The role {name} of this module's probes was changed, and was changed again after it was restored: "
                + $"{what}. No call was made. Find out who changes it (CloudTrail), and run the command again.",
            name
        )
        {
            EndsPipeline = true,
        };

    public static PrivateApiException Gone(string name) =>
        new(
            "ProbeFailed",
            FaultKind.Conflict,
            $"The probe {name} was removed by another command before the call was made. Run the command again.",
            name
        );

    public static PrivateApiException TagsUnreadable(string name, TagsError error) =>
        new(
            "AccessDenied",
            FaultKind.PermissionDenied,
            $"The tags of the function {name} cannot be read ({error.ErrorCode}), so nothing shows that it is this "
                + "module's. Reading them needs lambda:ListTags on it.",
            name
        );

    public static PrivateApiException Failed(FunctionConfiguration function) =>
        new(
            "ProbeFailed",
            FaultKind.ServiceFault,
            $"The function {function.FunctionName} could not be put into {function.VpcConfig?.VpcId ?? "its VPC"}: "
                + $"{function.StateReasonCode ?? function.State}: {function.StateReason ?? "no reason given"}",
            function.FunctionName
        );
}
