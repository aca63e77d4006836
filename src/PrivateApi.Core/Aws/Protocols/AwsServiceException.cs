using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>A refusal by a service, with its error code, status and request id.</summary>
internal sealed class AwsServiceException : AmazonServiceException
{
    private AwsServiceException(ErrorResponse error, TimeSpan? retryAfter)
        : base(error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode) => RetryAfter = retryAfter;

    /// <summary>How long the service asks to wait before the next try; null if it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    public static AwsServiceException From(ErrorResponse error, IWebResponseData answer)
    {
        // A proxy or an emulator may answer without an error type: then only the status is known.
        error.Code = string.IsNullOrEmpty(error.Code) ? error.StatusCode.ToString() : error.Code;
        error.RequestId ??= Header(answer, "x-amzn-RequestId") ?? Header(answer, "x-amz-apigw-id");
        return new AwsServiceException(error, Seconds(Header(answer, "Retry-After")));
    }

    private static string? Header(IWebResponseData answer, string name) =>
        answer.IsHeaderPresent(name) && answer.GetHeaderValue(name) is { Length: > 0 } value ? value : null;

    private static TimeSpan? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 3600
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
