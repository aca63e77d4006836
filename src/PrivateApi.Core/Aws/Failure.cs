using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Protocols;
using PrivateApi.Errors;

namespace PrivateApi.Aws;

/// <summary>What the failure of a call means: throttled, lost, denied, already existing, and what kind of error it is.</summary>
internal static class Failure
{
    private static readonly HashSet<string> Throttling = new(StringComparer.Ordinal)
    {
        "RequestLimitExceeded",
        "Throttling",
        "ThrottlingException",
        "ThrottledException",
        "RequestThrottled",
        "RequestThrottledException",
        "TooManyRequestsException",
        "SlowDown",
        "EC2ThrottledException",
    };

    private static readonly HashSet<string> LostCredential = new(StringComparer.Ordinal)
    {
        "AuthFailure",
        "ExpiredToken",
        "ExpiredTokenException",
        "RequestExpired",
        "InvalidClientTokenId",
        "UnrecognizedClientException",
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
    };

    /// <summary>
    /// True when temporary credentials are over their time. Each protocol has its own code: EC2's "RequestExpired", the query protocol's
    /// "ExpiredToken", the JSON protocols' "ExpiredTokenException" ("Common errors" of each API reference).
    /// </summary>
    public static bool IsExpired(AmazonServiceException failure) =>
        failure.ErrorCode is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired"
        || (
            LostCredential.Contains(failure.ErrorCode ?? string.Empty)
            && failure.Message.Contains("token included in the request is expired", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>True for a refusal that says that the call was never started.</summary>
    public static bool IsThrottled(Exception failure) =>
        failure is AmazonServiceException service
        && (
            service.Retryable?.Throttling == true
            || service.StatusCode == HttpStatusCode.TooManyRequests
            || Throttling.Contains(service.ErrorCode ?? string.Empty)
        );

    /// <summary>
    /// True when the call may have been carried out although no usable answer came: a 5xx that is not throttling
    /// and not "not implemented", a time-out, a reset, an answer that was cut off.
    /// </summary>
    public static bool IsLostAnswer(Exception failure) =>
        failure switch
        {
            AmazonUnmarshallingException or AnswerException => true,
            AmazonServiceException { StatusCode: HttpStatusCode.NotImplemented } => false,
            AmazonServiceException service when (int)service.StatusCode >= 500 => !IsThrottled(service),
            AmazonServiceException { StatusCode: 0 } service => service.InnerException is { } inner && IsLostAnswer(inner),
            AmazonServiceException => false,
            HttpRequestException or IOException or TimeoutException or OperationCanceledException or WebException => true,
            AmazonClientException client => client.InnerException is { } inner && IsLostAnswer(inner),
            _ => false,
        };

    /// <summary>
    /// True when AWS refuses to create something because it exists: another run was faster, or an earlier try was carried
    /// out and its answer was lost. (EC2: "Error codes for the Amazon EC2 API"; IAM CreateRole; Lambda CreateFunction;
    /// a second endpoint with private DNS: terraform-provider-aws issue 17535; a second custom domain name of one spelling.)
    /// </summary>
    public static bool IsThereAlready(AmazonServiceException failure) =>
        failure.ErrorCode switch
        {
            "Resource.AlreadyAssociated"
            or "RouteAlreadyExists"
            or "InvalidPermission.Duplicate"
            or "InvalidGroup.Duplicate"
            or "InvalidSubnet.Conflict" => true,
            "EntityAlreadyExists" or "EntityAlreadyExistsException" or "ResourceConflictException" or "ConflictException" => true,
            "BadRequestException" => failure.Message.Contains("domain name you provided already exists", StringComparison.OrdinalIgnoreCase)
                || failure.Message.Contains("Authorizer already exists", StringComparison.OrdinalIgnoreCase),

            // Resolver, for a CreatorRequestId that it has seen.
            "ResourceExistsException" => true,
            "InvalidParameter" => failure.Message.Contains("already a conflicting DNS domain", StringComparison.OrdinalIgnoreCase),
            "InvalidParameterValue" => failure.Message.Contains(
                "already has an internet gateway attached",
                StringComparison.OrdinalIgnoreCase
            ),
            _ => false,
        };

    /// <summary>
    /// True when the thing that was used is gone, or its place was taken: another run may have given it up, or been faster.
    /// </summary>
    public static bool IsOvertaken(Exception failure) =>
        failure switch
        {
            PrivateApiException { Kind: FaultKind.NotFound } => true,
            AmazonServiceException service => IsThereAlready(service)
                || service.StatusCode == HttpStatusCode.NotFound
                || service.ErrorCode?.EndsWith(".NotFound", StringComparison.Ordinal) == true,
            _ => false,
        };

    /// <summary>
    /// True when the caller lacks permission. Services that speak JSON report that with status 400, others with 403 ("Common errors" of
    /// each API reference).
    /// </summary>
    public static bool IsDenied(AmazonServiceException failure) =>
        failure.ErrorCode
            is "AccessDenied"
                or "AccessDeniedException"
                or "UnauthorizedOperation"
                or "EC2AccessDeniedException"
                or "UnauthorizedAccess"
                or "NotAuthorized";

    /// <summary>True when the credentials have expired: an undo would fail in the same way.</summary>
    public static bool IsLostCredential(Exception failure) =>
        failure is PrivateApiException { Kind: FaultKind.NoConnection }
        || (failure is AmazonServiceException service && LostCredential.Contains(service.ErrorCode ?? string.Empty));

    /// <summary>
    /// What to do about a failure on AWS's side, as the end of its message; empty for a failure that the user has to fix.
    /// </summary>
    public static string NextStep(AmazonServiceException failure) =>
        (int)failure.StatusCode >= 500 && failure.StatusCode != HttpStatusCode.NotImplemented
            ? " AWS failed here, not the command. Run the same command again: it continues from what "
                + "exists by then and creates nothing twice."
            : string.Empty;

    /// <summary>Its code, which is its error id; the SDK's type if AWS gave none.</summary>
    public static string Code(AmazonServiceException service) =>
        string.IsNullOrEmpty(service.ErrorCode) ? service.GetType().Name : service.ErrorCode;

    /// <summary>The kind of failure that AWS's refusal is.</summary>
    public static FaultKind Kind(AmazonServiceException service) =>
        service.StatusCode switch
        {
            _ when IsDenied(service) => FaultKind.PermissionDenied,
            HttpStatusCode.NotFound => FaultKind.NotFound,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FaultKind.PermissionDenied,
            HttpStatusCode.Conflict => FaultKind.Conflict,
            HttpStatusCode.TooManyRequests => FaultKind.LimitExceeded,
            HttpStatusCode.BadRequest => FaultKind.InvalidArgument,
            _ => FaultKind.ServiceFault,
        };
}
