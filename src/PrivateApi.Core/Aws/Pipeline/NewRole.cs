using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Aws.Pipeline;

/// <summary>
/// Lambda cannot use a new role for some seconds, because IAM's changes spread slowly. The refusals that mean
/// only that, and no others, are waited for (the texts and times are those of terraform-provider-aws, function.go).
/// </summary>
internal static class NewRole
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly string[] PassingRefusals =
    [
        "cannot be assumed by Lambda",
        "execution role does not have permissions",
        "throttled by EC2",
        "KMS key is invalid for CreateGrant",
    ];

    /// <summary>True for a refusal that disappears by itself.</summary>
    public static bool IsNotReady(AmazonServiceException refusal) =>
        refusal.ErrorCode == "InvalidParameterValueException"
        && PassingRefusals.Any(text => refusal.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Creates a function (or updates one) with a new role, as soon as the role can be used.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>: the role could still not be used after two minutes.</exception>
    public static Task<T> UseAsync<T>(
        string role,
        Func<CancellationToken, Task<T>> use,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop,
        TimeProvider? clock = null
    ) =>
        Polling.UntilAsync(
            $"Waiting until Lambda can assume role {role}",
            Interval,
            Limit,
            async token =>
            {
                try
                {
                    return Polling.Ready(await use(token));
                }
                catch (AmazonServiceException e) when (IsNotReady(e))
                {
                    return Polling.NotYet<T>("the role is new to Lambda", e.Message.TrimEnd('.'));
                }
            },
            progress,
            stop,
            clock
        );
}
