using System.Management.Automation;
using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Provisioning;

namespace PrivateApi;

/// <summary>The one birthplace of error records.</summary>
internal static class Errors
{
    /// <summary>
    /// The record of a failure that a user can act on; null for anything else, which is a bug and stays an exception.
    /// </summary>
    public static ErrorRecord? From(Exception exception, object? target) => Visible(Record(exception, target));

    private static ErrorRecord? Record(Exception exception, object? target) => exception switch
    {
        PrivateApiException known => new ErrorRecord(known, known.ErrorId, Category(known.Kind), known.Target ?? target),
        AnswerException answer => Record(new PrivateApiException(answer.ErrorId, answer.Kind, answer.Message, target?.ToString()), target),
        AmazonServiceException service => FromService(service, target),
        AmazonClientException or HttpRequestException => Unreachable(exception, target),
        _ => null,
    };

    // The exception keeps the text as it came; what is shown has no control characters and nothing that a CI runner obeys.
    private static ErrorRecord? Visible(ErrorRecord? record)
    {
        if (record is not null && VisibleText.Lines(record.Exception.Message) is var shown && shown != record.Exception.Message)
        {
            record.ErrorDetails = new ErrorDetails(shown);
        }

        return record;
    }

    private static ErrorRecord FromService(AmazonServiceException service, object? target)
    {
        // The SDK's own message, without its stack and inner exceptions: those may show a request.
        string id = string.IsNullOrEmpty(service.ErrorCode) ? service.GetType().Name : service.ErrorCode;
        string request = string.IsNullOrEmpty(service.RequestId) ? string.Empty : $" (request {service.RequestId})";
        PrivateApiException plain = new(id, FaultKind.ServiceFault, $"{id}: {service.Message.TrimEnd()}{request}", target?.ToString());
        return new ErrorRecord(plain, id, Failure.IsDenied(service) ? ErrorCategory.PermissionDenied : Category(service.StatusCode), target);
    }

    private static ErrorRecord Unreachable(Exception exception, object? target)
    {
        PrivateApiException plain = new(
            "ServiceUnreachable",
            FaultKind.Unreachable,
            $"The service could not be reached: {exception.Message} Check -EndpointUrl and -Region, and whether this machine reaches AWS.",
            target?.ToString());
        return new ErrorRecord(plain, plain.ErrorId, ErrorCategory.ConnectionError, target);
    }

    private static ErrorCategory Category(FaultKind kind) => kind switch
    {
        FaultKind.InvalidArgument => ErrorCategory.InvalidArgument,
        FaultKind.NotFound => ErrorCategory.ObjectNotFound,
        FaultKind.Conflict => ErrorCategory.ResourceExists,
        FaultKind.PermissionDenied => ErrorCategory.PermissionDenied,
        FaultKind.NoConnection => ErrorCategory.AuthenticationError,
        FaultKind.Unreachable => ErrorCategory.ConnectionError,
        FaultKind.LimitExceeded => ErrorCategory.LimitsExceeded,
        FaultKind.TimedOut => ErrorCategory.OperationTimeout,
        _ => ErrorCategory.InvalidResult,
    };

    private static ErrorCategory Category(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => ErrorCategory.ObjectNotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ErrorCategory.PermissionDenied,
        HttpStatusCode.Conflict => ErrorCategory.ResourceExists,
        HttpStatusCode.TooManyRequests => ErrorCategory.LimitsExceeded,
        HttpStatusCode.BadRequest => ErrorCategory.InvalidArgument,
        _ => ErrorCategory.InvalidResult,
    };
}
