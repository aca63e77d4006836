using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Diagnosis;

/// <summary>The words for a change that failed: what was to be done, why it failed, what is left of the others, and what to do.</summary>
internal static class RepairFailure
{
    /// <summary>The session's variable that has what a repair could not finish or take back.</summary>
    public const string Variable = "PrivateApiUndo";

    /// <summary>True for a failure that has words for the user; any other is a bug.</summary>
    public static bool IsTold(Exception failure) =>
        failure is PrivateApiException or AmazonServiceException or AmazonClientException or HttpRequestException;

    /// <summary>The error of a change that failed; null for a bug.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="change">The change.</param>
    /// <param name="further">Why what was made before it could not be taken back; null where it was.</param>
    public static PrivateApiException? Of(Exception failure, Change change, Exception? further) =>
        !IsTold(failure)
            ? null
            : new PrivateApiException(
                IdOf(failure),
                KindOf(failure),
                [
                    $"{change.ToModel().Description}: {Said(failure)}{Next(failure, change)}",
                    further is null ? "Nothing is left changed: what was made before it is taken back." : further.Message,
                ],
                change.Target
            );

    /// <summary>The error of a change that could not be taken back; null for a bug.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="left">What is still there, itself last.</param>
    public static PrivateApiException? OfUndo(Exception failure, IReadOnlyList<MadeChange> left) =>
        !IsTold(failure)
            ? null
            : new PrivateApiException(
                IdOf(failure),
                KindOf(failure),
                $"It could not be taken back: {left[^1].Description}: {Said(failure)} Still changed, or it may be: "
                    + $"{string.Join("; ", left.Select(change => change.Description))}. Once the cause is gone, "
                    + $"${Variable} | Repair-PrivateApi -Undo takes it back.",
                left[^1].Target
            );

    private static string Said(Exception failure) =>
        failure is AmazonServiceException service
            ? $"{Failure.Code(service)}: {service.Message.TrimEnd().TrimEnd('.')}{RequestOf(service)}."
            : failure.Message.TrimEnd();

    private static string RequestOf(AmazonServiceException service) =>
        string.IsNullOrEmpty(service.RequestId) ? string.Empty : $" (request {service.RequestId})";

    private static string Next(Exception failure, Change change) =>
        failure switch
        {
            AmazonServiceException denied when Failure.IsDenied(denied) || Failure.Kind(denied) == FaultKind.PermissionDenied =>
                $" Somebody who has that permission can type: {change.Command}",
            AmazonServiceException busy when Failure.IsThrottled(busy) || Failure.IsLostAnswer(busy) => " The same command tries again.",
            AmazonServiceException => $" To be typed instead, once that is mended: {change.Command}",
            _ => string.Empty,
        };

    private static string IdOf(Exception failure) =>
        failure switch
        {
            PrivateApiException known => known.ErrorId,
            AmazonServiceException service => Failure.Code(service),
            _ => "ServiceUnreachable",
        };

    private static FaultKind KindOf(Exception failure) =>
        failure switch
        {
            PrivateApiException known => known.Kind,
            AmazonServiceException service => Failure.Kind(service),
            _ => FaultKind.Unreachable,
        };
}
