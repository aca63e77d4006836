using System.Globalization;
using System.Reflection;
using System.Text;
using PrivateApi.Calls.Lambda;

namespace PrivateApi.Calls.Ssm;

/// <summary>The probe as Run Command takes it: a text that is always the same, and a line with the call.</summary>
internal static class SsmScript
{
    private const string Function = "privateapi_call";
    private const string None = "-";
    private const int FixedWords = 7;

    /// <summary>The script's text.</summary>
    public static string Source { get; } = Read().Replace("@PROBE@", ProbePackage.Source.TrimEnd(), StringComparison.Ordinal).TrimEnd();

    /// <summary>
    /// The document's <c>commands</c>. Every word is base64, so that no shell and no <c>{{parameter}}</c> of Systems Manager reads
    /// anything into it.
    /// </summary>
    public static List<string> Commands(ProbeRequest request)
    {
        int seconds = (request.TimeoutMs + 999) / 1000;
        string?[] words = [request.Method, request.Url, new Uri(request.Url).IdnHost, request.HostHeader];
        string? body = request.Body is { Length: > 0 } text
            ? request.IsBase64Encoded
                ? text
                : Pack(text)
            : None;
        IEnumerable<string> headers = request.Headers.Select(header =>
            header.Value.Length == 0 ? header.Key + ";" : $"{header.Key}: {header.Value}"
        );
        return
        [
            Source,
            string.Join(
                ' ',
                [Function, seconds.ToString(CultureInfo.InvariantCulture), .. words.Select(Pack), body, .. headers.Select(Pack)]
            ),
        ];
    }

    /// <summary>The call of commands that are ours, to the letter; null for any others.</summary>
    public static ProbeRequest? Parse(IReadOnlyList<string> commands)
    {
        if (
            commands is not [string source, string line]
            || source != Source
            || line.Split(' ') is not { Length: >= FixedWords } words
            || words[0] != Function
        )
        {
            return null;
        }

        try
        {
            return new ProbeRequest
            {
                TimeoutMs = checked(int.Parse(words[1], CultureInfo.InvariantCulture) * 1000),
                Method = Text(words[2]),
                Url = Text(words[3]),
                HostHeader = Unpack(words[5]),
                Body = words[6] == None ? null : words[6],
                IsBase64Encoded = words[6] != None,
                Headers = words[FixedWords..]
                    .Select(word => Text(word).Split(':', 2))
                    .ToDictionary(header => header[0].TrimEnd(';'), header => header.Length > 1 ? header[1].Trim() : string.Empty),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static string Pack(string? text) => text is null ? None : Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string? Unpack(string word) => word == None ? null : Encoding.UTF8.GetString(Convert.FromBase64String(word));

    private static string Text(string word) => Unpack(word) ?? throw new FormatException("An argument is missing.");

    private static string Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("probe.sh")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
