using System.Management.Automation;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Protocols;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi;

/// <summary>Creates every error record.</summary>
internal static class ErrorRecordFactory
{
    /// <summary>
    /// The record of a failure that a user can act on; null for anything else, which is a bug and stays an exception.
    /// </summary>
    public static ErrorRecord? From(Exception exception, object? target)
    {
        ErrorRecord? record = Record(exception, target);
        if (record?.TargetObject is { } concerned)
        {
            // The object stays as it is; only its name in the error's text is made visible.
            record.CategoryInfo.TargetName = VisibleText.Escaped(concerned.ToString());
        }

        return record;
    }

    private static ErrorRecord? Record(Exception exception, object? target) =>
        exception switch
        {
            PrivateApiException known => new ErrorRecord(known, known.ErrorId, Category(known.Kind), known.Target ?? target),
            AnswerException answer => Record(
                new PrivateApiException(answer.ErrorId, answer.Kind, answer.Message, target?.ToString()),
                target
            ),
            WildcardPatternException => Record(
                new PrivateApiException(
                    "InvalidName",
                    FaultKind.InvalidArgument,
                    $"'{target}' is not a valid wildcard pattern. Put a backtick before a bracket that is part of the name.",
                    target?.ToString()
                ),
                target
            ),
            AmazonServiceException service when Failure.IsExpired(service) => Record(
                ConnectionFault.Expired("this connection", service.Message),
                target
            ),
            AmazonServiceException service => FromService(service, target),
            AmazonClientException or HttpRequestException => Unreachable(exception, target),
            _ => null,
        };

    private static ErrorRecord FromService(AmazonServiceException service, object? target)
    {
        // The SDK's own message, without its stack and inner exceptions: those may show a request.
        string id = VisibleText.Escaped(Failure.Code(service));
        string request = string.IsNullOrEmpty(service.RequestId) ? string.Empty : $" (request {service.RequestId})";
        string next = Failure.NextStep(service);
        string[] lines = Lines(
            $"{id}: {service.Message.TrimEnd()}{request}{(next.Length > 0 && request.Length > 0 ? "." : string.Empty)}{next}"
        );
        PrivateApiException plain = new(id, Failure.Kind(service), lines, target?.ToString());
        return new ErrorRecord(plain, id, Category(plain.Kind), target);
    }

    // An import reports its faults one per line, with tabs.
    private static string[] Lines(string message) =>
        message.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\t", "    ", StringComparison.Ordinal).Split('\n');

    private static ErrorRecord Unreachable(Exception exception, object? target)
    {
        PrivateApiException plain = new(
            "ServiceUnreachable",
            FaultKind.Unreachable,
            $"The service could not be reached: {exception.Message} Check -EndpointUrl and -Region, "
                + "and whether this machine can reach AWS.",
            target?.ToString()
        );
        return new ErrorRecord(plain, plain.ErrorId, ErrorCategory.ConnectionError, target);
    }

    private static ErrorCategory Category(FaultKind kind) =>
        kind switch
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
}
