using System.Net;
using System.Text;
using System.Text.Json;
using PrivateApi.Aws;
using PrivateApi.Model;

namespace PrivateApi.Probe;

/// <summary>
/// A direct call where the connection goes to a lab: this machine is outside the lab's VPCs, as it would be outside
/// AWS's, and the lab says what becomes of the call.
/// </summary>
internal sealed class LabInternetCaller(AwsSession session, ICaller otherwise) : ICaller
{
    /// <inheritdoc/>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop)
    {
        LabCallRequest call = new()
        {
            Url = request.Url,
            Method = request.Method,
            Headers = request.Headers,
            Body = request.Body is null ? null : request.IsBase64Encoded ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body),
            HostHeader = request.HostHeader,
            Caller = LabCaller.Internet,
            ConnectTo = request.ConnectAddress,
        };
        using ByteArrayContent content = new(JsonSerializer.SerializeToUtf8Bytes(call, LabCallJson.Default.LabCallRequest));
        using HttpResponseMessage response = await session.Http.PostAsync(new Uri(session.EndpointUrl!, LabCallProtocol.Path), content, stop).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(stop).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK && Parse(body) is { } answer)
        {
            return Read(answer, request);
        }

        // What is no lab speaks AWS some other way (moto, LocalStack).
        return session.IsLab
            ? throw new PrivateApiException("InvalidCall", FaultKind.InvalidArgument, Encoding.UTF8.GetString(body), request.Url)
            : await otherwise.CallAsync(request, stop).ConfigureAwait(false);
    }

    private static LabCallAnswer? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, LabCallJson.Default.LabCallAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProbeAnswer Read(LabCallAnswer answer, ProbeRequest request) => new()
    {
        Failure = Enum.Parse<ProbeFailure>(answer.Failure.ToString()),
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
