using System.Globalization;
using System.Text;

namespace PrivateApi.Tests.Terminal;

/// <summary>
/// What a terminal acts on and what CI runners take for a command, read from their own documents and not from our code:
/// actions/runner's ActionCommand.cs (TryParseV2: "::name …::" at a line's start, spaces aside; TryParse: "##[name …]" anywhere),
/// azure-pipelines-agent's Command.cs ("##vso[area.action …]" anywhere), Unicode's Bidi_Control, ECMA-48's C0 and C1.
/// </summary>
internal static class RunnerReading
{
    /// <summary>Names, an escape sequence each or a command, as somebody would choose them who means harm.</summary>
    public static IReadOnlyList<string> Hostile { get; } =
    [
        "\u001b]8;;https://evil.example\u001b\\docs\u001b]8;;\u001b\\",
        "\u001b]52;c;cm0gLXJmIH4=\u0007",
        "\u009b2J\u009dx\u009c",
        "FAILED\rPASSED\b\b\u007f",
        "pets\n::set-output name=verdict::Reachable",
        "pets\r\n  ::stop-commands::t0k3n",
        "::error title=x::y",
        "##vso[task.setvariable variable=PATH]/tmp",
        "a ##[set-env name=PATH]/tmp",
        "\u202egnp.exe\u2066\u2069\u061c",
        "ad\u200bmin\u200d\u2060\ufeff\u00ad",
        "one\u2028::warning::two\u2029three\u0085::debug::four\u000b::notice::five\f::group::six",
        "half \ud800 \udc00",
        "tag\U000e0041\u3164",
    ];

    /// <summary>What must not be in a shown text, line by line; null for nothing.</summary>
    public static string? Harm(string shown)
    {
        foreach (string line in shown.ReplaceLineEndings("\n").Split('\n'))
        {
            int at = line.ToList().FindIndex(IsHarmful);
            if (at >= 0 || !IsPaired(line) || IsCommand(line))
            {
                return at >= 0
                    ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)line[at]:X4} in: {line}")
                    : $"half a character, or a command: {line}";
            }
        }

        return null;
    }

    public static bool IsCommand(string line) =>
        (
            line.TrimStart() is var trimmed
            && trimmed.StartsWith("::", StringComparison.Ordinal)
            && trimmed.IndexOf("::", 2, StringComparison.Ordinal) > 2
        )
        || line.Contains("##vso[", StringComparison.OrdinalIgnoreCase)
        || (line.IndexOf("##[", StringComparison.Ordinal) is >= 0 and var at && line.IndexOf(']', at) > 0);

    private static bool IsHarmful(char c) =>
        c != '\t' && (char.IsControl(c) || IsBidi(c) || c is '\u2028' or '\u2029' or '\u200b' or '\u2060' or '\ufeff' or '\u00ad');

    private static bool IsBidi(char c) =>
        c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static bool IsPaired(string line)
    {
        try
        {
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(line);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
