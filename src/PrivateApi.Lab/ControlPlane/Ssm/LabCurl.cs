using System.Globalization;
using System.Text;
using PrivateApi.Calls;
using PrivateApi.Calls.Ssm;
using PrivateApi.Model;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Does what the probe's script does with curl; the call is made through the lab's data plane from the instance's place.</summary>
internal static class LabCurl
{
    // As in the script.
    private const int HeaderLimit = 7500;
    private const int LineLimit = 21_500;

    public static async Task<CurlReport> RunAsync(ProbeRequest request, LabCaller caller, IDataPlane dataPlane, CancellationToken stop)
    {
        LabCallAnswer answer = await dataPlane.CallAsync(
            new LabCallRequest
            {
                Url = request.Url,
                Method = request.Method,
                Headers = request.Headers,
                Body = request.Body is null ? null : Convert.FromBase64String(request.Body),
                HostHeader = request.HostHeader,
                Caller = caller,
            },
            stop
        );
        byte[] headers = Cut(Raw(answer), HeaderLimit);
        byte[] body = answer.Body ?? [];
        int room = (LineLimit - (((headers.Length + 2) / 3) * 4)) / 4 * 3;
        (int exit, string error) = Exit(answer, new Uri(request.Url).Host, request.TimeoutMs);
        double seconds = request.TimeoutMs / 1000.0;
        double resolved = End(0, answer, "Resolve");
        double connected = End(resolved, answer, "Connect");
        double secured = End(connected, answer, "Tls");
        double done = answer.Failure is CallFailure.ConnectTimeout or CallFailure.ReadTimeout
            ? seconds
            : Math.Max(End(secured, answer, "Request"), resolved);
        return new CurlReport
        {
            Exit = exit,
            Status = (answer.Status ?? 0).ToString("D3", CultureInfo.InvariantCulture),
            Address = connected > 0 ? answer.ResolvedAddress ?? string.Empty : string.Empty,
            Addresses = string.Concat(answer.Addresses.Select(address => address + " ")),
            Resolved = answer.Failure == CallFailure.NameNotResolved ? 0 : resolved,
            Connected = connected,
            Secured = secured,
            Done = done,
            Length = body.Length,
            Headers = headers,
            Body = Cut(body, room),
            Error = Encoding.UTF8.GetBytes(error),
        };
    }

    private static (int Code, string Message) Exit(LabCallAnswer answer, string host, int timeout) =>
        answer.Failure switch
        {
            CallFailure.None => (0, string.Empty),
            CallFailure.NameNotResolved => (6, $"curl: (6) Could not resolve host: {host}"),
            CallFailure.ConnectTimeout => (
                28,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"curl: (28) Failed to connect to {host} port 443 after {timeout} ms: Timeout was reached"
                )
            ),
            CallFailure.ConnectFailed => (7, $"curl: (7) Failed to connect to {host} port 443: Connection refused"),
            CallFailure.TlsFailed => (35, $"curl: (35) {answer.FailureMessage}"),
            _ => (
                28,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"curl: (28) Operation timed out after {timeout} milliseconds with 0 bytes received"
                )
            ),
        };

    /// <summary>The time at which a step ended, in seconds; 0 for one that was not reached.</summary>
    private static double End(double start, LabCallAnswer answer, string step) =>
        answer.Timings.TryGetValue(step, out double time) ? start + (time / 1000) : 0;

    private static byte[] Raw(LabCallAnswer answer) =>
        answer.Status is not { } status
            ? []
            : Encoding.Latin1.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} \r\n")
                    + string.Concat(answer.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))
                    + "\r\n"
            );

    private static byte[] Cut(byte[] bytes, int most) => bytes.Length <= most ? bytes : bytes[..most];
}
