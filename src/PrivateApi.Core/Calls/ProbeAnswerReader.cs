using System.Buffers.Text;
using System.Text.Json;
using PrivateApi.Calls.Ssm;
using PrivateApi.Errors;
using PrivateApi.Model;

namespace PrivateApi.Calls;

/// <summary>
/// Reads what a function or a script says that a call came to: whatever stands in it, it can be worked with, or it is no answer.
/// </summary>
internal static class ProbeAnswerReader
{
    private const double LongestStepMs = 86_400_000;

    /// <summary>The answer; null for a text that is none.</summary>
    public static ProbeAnswer? Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, ProbeJson.Default.ProbeAnswer) is { } answer && IsWhole(answer)
                ? answer with
                {
                    Headers = Joined(answer.Headers),
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer of a script that called with curl; null for a text that is none.</summary>
    /// <exception cref="PrivateApiException"><c>ProbeFailed</c>: curl could not do what it was asked for.</exception>
    public static ProbeAnswer? ReadCurl(string text)
    {
        try
        {
            return
                JsonSerializer.Deserialize(text, SsmJson.Default.CurlReport)
                    is {
                        Status: not null,
                        Address: not null,
                        Addresses: not null,
                        Headers: not null,
                        Body: not null,
                        Error: not null
                    } report
                && CurlAnswer.Parse(report) is var answer
                && IsWhole(answer)
                ? answer
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The generated reader takes null and numbers of no value everywhere.
    private static bool IsWhole(ProbeAnswer answer) =>
        (answer.Status is null ? answer.Failure != CallFailure.None : answer.Status is >= 100 and <= 999)
        && (answer.Body is null || Base64.IsValid(answer.Body))
        && answer.Addresses?.All(address => address is not null) == true
        && answer.Headers?.All(header => header.Value is not null) == true
        && answer.Timings is { } timings
        && Array.TrueForAll(
            [timings.Resolve, timings.Connect, timings.Tls, timings.Request],
            step => step is null or (>= 0 and <= LongestStepMs)
        );

    // A server may send one header in two spellings (RFC 9110, 5.1: names are case-insensitive), and the probe tells both.
    private static Dictionary<string, string> Joined(IReadOnlyDictionary<string, string> headers)
    {
        Dictionary<string, string> joined = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in headers)
        {
            joined[name] = joined.TryGetValue(name, out string? before) ? $"{before}, {value}" : value;
        }

        return joined;
    }
}
