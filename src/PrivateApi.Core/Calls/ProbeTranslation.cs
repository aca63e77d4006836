using System.Text;
using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>A probe's call, and what came of it, between the probe's words and the lab's.</summary>
internal static class ProbeTranslation
{
    public static LabCallRequest ToLab(ProbeRequest request, LabCaller caller) =>
        new()
        {
            Url = request.Url,
            Method = request.Method,
            Headers = request.Headers,
            Body =
                request.Body is null ? null
                : request.IsBase64Encoded ? Convert.FromBase64String(request.Body)
                : Encoding.UTF8.GetBytes(request.Body),
            HostHeader = request.HostHeader,
            Caller = caller,
            ConnectTo = request.ConnectAddress,
        };

    /// <summary>The answer; a step that took all its time took the request's, since the lab's own time-outs take none.</summary>
    public static ProbeAnswer FromLab(LabCallAnswer answer, ProbeRequest request) =>
        new()
        {
            Failure = answer.Failure,
            Message = answer.FailureMessage,
            Addresses = answer.Addresses,
            ConnectedAddress = answer.ResolvedAddress,
            Status = answer.Status,
            Headers = answer.Headers,
            Body = answer.Body is null ? null : Convert.ToBase64String(answer.Body),
            Timings = new ProbeTimings
            {
                Resolve = Time(answer, "Resolve"),
                Connect = answer.Failure == CallFailure.ConnectTimeout ? request.TimeoutMs : Time(answer, "Connect"),
                Tls = Time(answer, "Tls"),
                Request = answer.Failure == CallFailure.ReadTimeout ? request.TimeoutMs : Time(answer, "Request"),
            },
        };

    private static double? Time(LabCallAnswer answer, string step) => answer.Timings.TryGetValue(step, out double time) ? time : null;
}
