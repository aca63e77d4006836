using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Lambda;
using PrivateApi.Provisioning;

namespace PrivateApi.Probe;

/// <summary>What Lambda's and IAM's refusals mean to a probe.</summary>
internal static class ProbeErrors
{
    public static bool IsAbsent(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.NotFound || error.ErrorCode is "ResourceNotFoundException" or "NoSuchEntity" or "NoSuchEntityException";

    public static bool IsForbidden(AmazonServiceException error) => Failure.IsDenied(error);

    /// <summary>The same call will be accepted in a while.</summary>
    public static bool IsNotYet(AmazonServiceException error) => NewRole.IsNotReady(error);

    /// <summary>The Region's Lambda has no such runtime yet.</summary>
    public static bool IsUnknownRuntime(AmazonServiceException error) =>
        error.ErrorCode is "InvalidParameterValueException" or "ValidationException" && error.Message.Contains("runtime", StringComparison.OrdinalIgnoreCase);

    /// <summary>The function is being made, changed or woken up.</summary>
    public static bool IsBusy(AmazonServiceException error) =>
        error.ErrorCode is "ResourceConflictException" or "ResourceNotReadyException" or "CodeArtifactUserPendingException";

    public static async Task<T?> NullIfAbsentAsync<T>(Task<T> call)
        where T : class
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (IsAbsent(e))
        {
            return null;
        }
    }

    public static Task IgnoreAbsentAsync<T>(Task<T> call)
        where T : class => NullIfAbsentAsync(call);

    public static PrivateApiException NotOurs(string what, string name, string command) => new(
        "NameTaken",
        FaultKind.Conflict,
        $"The {what} {name} is there, but is not as this module makes it, and will not be used. Rename or remove it: {command}",
        name);

    public static PrivateApiException Failed(FunctionConfiguration function) => new(
        "ProbeFailed",
        FaultKind.ServiceFault,
        $"The function {function.FunctionName} could not be put into {function.VpcConfig?.VpcId ?? "its VPC"}: {function.StateReasonCode ?? function.State}: {function.StateReason ?? "no reason given"}",
        function.FunctionName);
}
