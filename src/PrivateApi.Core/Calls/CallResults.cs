using System.Net.Http.Headers;
using System.Text;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Calls;

/// <summary>Turns a caller's answer into what the user gets.</summary>
internal static class CallResults
{
    public static CallResult Create(
        CallTarget target,
        CallRequest request,
        CallAddress address,
        ProbeAnswer answer,
        string account,
        string region
    )
    {
        Dictionary<string, string> headers = new(answer.Headers, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, double> timing = Steps(answer.Timings)
            .ToDictionary(step => step.Name, step => Math.Round(step.Milliseconds / 1000, 6));
        return new CallResult
        {
            RestApiId = target.Api.RestApiId,
            StageName = target.StageName,
            StatusCode = answer.Status,
            Failure = answer.Failure!.Value,
            FailureMessage = answer.Message is null ? null : SecretText.Redact(answer.Message),
            RequestId = headers.GetValueOrDefault("x-amzn-RequestId") ?? headers.GetValueOrDefault("x-amz-apigw-id"),
            Headers = headers,
            Content = answer.Body is null ? null : Text(Convert.FromBase64String(answer.Body), headers),
            Elapsed = Math.Round(timing.Values.Sum(), 6),
            Timing = timing,
            ResolvedAddress = answer.ConnectedAddress ?? (answer.Addresses is [string first, ..] ? first : null),
            Url = SecretText.Redact(target.UrlOn(address.Host)),
            Via = request.Via.ToString(),
            AccountId = account,
            Region = region,
        };
    }

    /// <summary>The first form's failure, with what another form came to.</summary>
    public static CallResult AlsoTried(CallResult first, CallAddress address, CallResult other) =>
        first with
        {
            FailureMessage = $"{first.FailureMessage} {address.Form} was tried too: {other.Failure}.",
            Elapsed = first.Elapsed + other.Elapsed,
        };

    private static IEnumerable<(string Name, double Milliseconds)> Steps(ProbeTimings timings) =>
        new (string, double?)[]
        {
            ("Resolve", timings.Resolve),
            ("Connect", timings.Connect),
            ("Tls", timings.Tls),
            ("Request", timings.Request),
        }
            .Where(step => step.Item2 is not null)
            .Select(step => (step.Item1, step.Item2!.Value));

    private static string Text(byte[] body, Dictionary<string, string> headers)
    {
        string? charset =
            headers.TryGetValue("Content-Type", out string? type) && MediaTypeHeaderValue.TryParse(type, out MediaTypeHeaderValue? parsed)
                ? parsed.CharSet?.Trim('"')
                : null;
        try
        {
            return (charset is null ? Encoding.UTF8 : Encoding.GetEncoding(charset)).GetString(body);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8.GetString(body);
        }
    }
}
