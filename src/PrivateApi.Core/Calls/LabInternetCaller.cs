using System.Net;
using System.Text;
using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;

namespace PrivateApi.Calls;

/// <summary>
/// A direct call where the connection goes to a lab: this machine is outside the lab's VPCs, as it would be outside
/// AWS's, and the lab says what becomes of the call.
/// </summary>
internal sealed class LabInternetCaller(AwsSession session, ICaller otherwise) : ICaller
{
    /// <inheritdoc/>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken stop)
    {
        using ByteArrayContent content = new(
            JsonSerializer.SerializeToUtf8Bytes(ProbeTranslation.ToLab(request, LabCaller.Internet), LabCallJson.Default.LabCallRequest)
        );

        // A lab takes no other type: no web page can send this one unasked.
        content.Headers.ContentType = new("application/json");
        using HttpResponseMessage response = await session.Http.PostAsync(
            new Uri(session.EndpointUrl!, LabCallProtocol.Path),
            content,
            stop
        );
        byte[] body = await response.Content.ReadAsByteArrayAsync(stop);
        if (response.StatusCode == HttpStatusCode.OK && Parse(body) is { } answer)
        {
            return ProbeTranslation.FromLab(answer, request);
        }

        // What is no lab speaks AWS some other way (moto, LocalStack).
        return session.IsLab
            ? throw new PrivateApiException("InvalidCall", FaultKind.InvalidArgument, Encoding.UTF8.GetString(body), request.Url)
            : await otherwise.CallAsync(request, stop);
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
}
