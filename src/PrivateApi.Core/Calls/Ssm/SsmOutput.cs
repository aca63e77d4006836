using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PrivateApi.Errors;

namespace PrivateApi.Calls.Ssm;

/// <summary>The one line that the script prints: an answer, and the SHA-256 of its text.</summary>
internal static class SsmOutput
{
    private const string Start = "{\"sha256\":\"";
    private const string Middle = "\",\"answer\":";

    /// <summary>The line of a report, as the script would print it.</summary>
    public static string Write(CurlReport report)
    {
        string answer = JsonSerializer.Serialize(report, SsmJson.Default.CurlReport);
        return $"{Start}{Hash(answer)}{Middle}{answer}}}\n";
    }

    /// <summary>What the line says; null where it is cut or is not the script's.</summary>
    /// <exception cref="PrivateApiException"><c>ProbeFailed</c>: curl could not do what it was asked for.</exception>
    public static ProbeAnswer? Read(string output)
    {
        string line = output.Split('\n').LastOrDefault(text => text.StartsWith(Start, StringComparison.Ordinal))?.TrimEnd() ?? string.Empty;
        int begin = line.Length < Start.Length ? -1 : line.IndexOf(Middle, Start.Length, StringComparison.Ordinal);
        if (begin < 0 || !line.EndsWith("}}", StringComparison.Ordinal))
        {
            return null;
        }

        string answer = line[(begin + Middle.Length)..^1];
        if (Hash(answer) != line[Start.Length..begin])
        {
            return null;
        }

        return answer.StartsWith("{\"exit\":", StringComparison.Ordinal)
            ? ProbeAnswerReader.ReadCurl(answer)
            : ProbeAnswerReader.Read(Encoding.UTF8.GetBytes(answer));
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
