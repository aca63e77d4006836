using System.Globalization;
using System.Text;
using PrivateApi.Errors;
using PrivateApi.Model;

namespace PrivateApi.Calls.Ssm;

/// <summary>Reads curl's exit codes and moments as a probe's failures and steps (curl's manual, "EXIT CODES").</summary>
internal static class CurlAnswer
{
    private const int NoAddress = 6;
    private const int NotConnected = 7;
    private const int TimedOut = 28;

    // Handshake, certificate, cipher, engine, issuer, CRL, ALPN and the like.
    private static readonly int[] Tls = [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98];

    // Partial answer, no answer, send and receive errors: what was connected hung up.
    private static readonly int[] HungUp = [8, 16, 18, 52, 55, 56];

    /// <exception cref="PrivateApiException"><c>ProbeFailed</c>: curl could not do what it was asked for.</exception>
    public static ProbeAnswer Parse(CurlReport report)
    {
        CallFailure failure = Failure(report);
        string[] addresses = report.Addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isAnswered = failure == CallFailure.None;
        return new ProbeAnswer
        {
            Failure = failure,
            Message = isAnswered ? null : Message(report),
            Addresses =
                addresses.Length > 0 ? addresses
                : report.Address.Length > 0 ? [report.Address]
                : [],
            ConnectedAddress =
                report.Address.Length > 0 ? report.Address
                : failure == CallFailure.NameNotResolved ? null
                : addresses.LastOrDefault(),
            Status =
                isAnswered && int.TryParse(report.Status, NumberStyles.None, CultureInfo.InvariantCulture, out int status) ? status : null,
            Headers = isAnswered ? Headers(report.Headers) : new Dictionary<string, string>(),
            Body = isAnswered ? Convert.ToBase64String(report.Body) : null,
            Truncated = isAnswered && report.Length > report.Body.Length,
            Timings = Timings(report),
        };
    }

    private static CallFailure Failure(CurlReport report) =>
        report.Exit switch
        {
            0 => CallFailure.None,
            NoAddress => CallFailure.NameNotResolved,
            NotConnected => CallFailure.ConnectFailed,
            TimedOut when report.Connected <= 0 => report.Resolved <= 0 ? CallFailure.NameNotResolved : CallFailure.ConnectTimeout,
            TimedOut => report.Secured <= 0 ? CallFailure.TlsFailed : CallFailure.ReadTimeout,
            int code when Tls.Contains(code) => CallFailure.TlsFailed,
            int code when HungUp.Contains(code) => CallFailure.ConnectFailed,
            _ => throw new PrivateApiException(
                "ProbeFailed",
                FaultKind.ServiceFault,
                $"curl on the instance could not make the call: {Message(report)}"
            ),
        };

    private static string Message(CurlReport report) =>
        Encoding.UTF8.GetString(report.Error).Trim() is { Length: > 0 } text
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"curl ended with exit code {report.Exit}.");

    /// <summary>Each step as far as it got; the one that failed lasts to the end.</summary>
    private static ProbeTimings Timings(CurlReport report)
    {
        double[] ends = [report.Resolved, report.Connected, report.Secured, report.Done];
        double?[] steps = new double?[ends.Length];
        double start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            bool isLast = i == ends.Length - 1 || ends[i] <= 0;
            double end = isLast ? report.Done : ends[i];
            steps[i] = Math.Round(Math.Max(end - start, 0) * 1000, 3);
            start = end;
            if (isLast)
            {
                break;
            }
        }

        return new ProbeTimings
        {
            Resolve = steps[0],
            Connect = steps[1],
            Tls = steps[2],
            Request = steps[3],
        };
    }

    /// <summary>Headers of the last answer (one with 1xx may come before), repeated ones joined with a comma.</summary>
    private static Dictionary<string, string> Headers(byte[] raw)
    {
        string last =
            Encoding.Latin1.GetString(raw).ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).LastOrDefault()
            ?? string.Empty;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] header in last.Split('\n').Skip(1).Select(line => line.Split(':', 2)).Where(header => header.Length == 2))
        {
            string value = header[1].Trim();
            headers[header[0]] = headers.TryGetValue(header[0], out string? before) ? $"{before}, {value}" : value;
        }

        return headers;
    }
}
