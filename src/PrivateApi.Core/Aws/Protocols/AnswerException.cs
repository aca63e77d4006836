using System.Globalization;
using Amazon.Runtime;
using PrivateApi.Errors;

namespace PrivateApi.Aws.Protocols;

/// <summary>
/// A call brought no usable answer: it was too large, cut off, too late, not in the service's form, or an endless list.
/// What the call asked for may have been done.
/// </summary>
internal sealed class AnswerException : AmazonClientException
{
    private const string Check = "Check -EndpointUrl, and whether a proxy answers instead of the service.";

    private AnswerException(string errorId, FaultKind kind, string message, Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
    }

    /// <summary>Stable id of the failure.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of failure.</summary>
    public FaultKind Kind { get; }

    /// <summary>True when the connection broke during the answer: as after any broken connection, the next try may succeed.</summary>
    public bool IsCutOff => ErrorId == "AnswerCutOff";

    /// <summary>The answer was larger than that of any operation.</summary>
    public static AnswerException TooLarge(Uri? url, long most) =>
        new(
            "AnswerTooLarge",
            FaultKind.LimitExceeded,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The answer from {Host(url)} is larger than {most >> 20} MB and was not read to the end; "
                    + $"AWS's answers are never that large. {Check}"
            )
        );

    /// <summary>The connection broke before the answer was complete.</summary>
    public static AnswerException CutOff(Uri? url, Exception inner) =>
        new(
            "AnswerCutOff",
            FaultKind.Unreachable,
            $"The answer from {Host(url)} was cut off: {inner.Message.TrimEnd('.')}. Run the command again; it continues from here.",
            inner
        );

    /// <summary>The answer is not what the service sends.</summary>
    public static AnswerException Unreadable(string what, string why, Exception? inner = null) =>
        new(
            "AnswerUnreadable",
            FaultKind.ServiceFault,
            $"The answer {what} is not in the form that AWS uses: {why.TrimEnd('.', ' ', '\r', '\n')}. {Check}",
            inner
        );

    /// <summary>As <see cref="Unreadable(string, string, Exception?)"/>, if only the host is known.</summary>
    public static AnswerException Unreadable(Uri? url, string why) => Unreadable($"from {Host(url)}", why);

    /// <summary>No answer came: no connection, or one that broke before the first byte.</summary>
    public static AnswerException Unreachable(string service, Exception inner) =>
        new(
            "ServiceUnreachable",
            FaultKind.Unreachable,
            $"{service} could not be reached: {inner.Message.TrimEnd('.')}. Check -EndpointUrl and "
                + "-Region, and whether this machine can reach AWS.",
            inner
        );

    /// <summary>The whole call took too long.</summary>
    public static AnswerException TimedOut(string service, string operation, TimeSpan limit, Exception inner) =>
        new(
            "ServiceTimedOut",
            FaultKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{service} did not answer {operation} within {limit.TotalSeconds:0} seconds. "
                    + $"It may have been carried out; run the same command again, which checks that first. "
                    + $"Check the network between here and the service."
            ),
            inner
        );

    /// <summary>A listing repeats itself, or never ends.</summary>
    public static AnswerException Endless(string service, string operation, string why) =>
        new("EndlessListing", FaultKind.ServiceFault, $"{service} answers {operation} endlessly: {why}. {Check}");

    // Without any credentials before an @.
    private static string Host(Uri? url) =>
        url is null ? "the service" : string.Create(CultureInfo.InvariantCulture, $"{url.Scheme}://{url.Host}:{url.Port}");
}
