using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Text;

namespace PrivateApi.Templates;

/// <summary>
/// JSON as YAML, with CloudFormation's short forms (<c>!Ref</c>, <c>!Sub</c>, <c>!GetAtt</c>) and texts of several lines as such.
/// SharpYaml's emitter does not quote <c>2012-10-17</c>, <c>yes</c> and <c>0x1f</c>, which YAML 1.1 readers read as a date, a
/// boolean and a number.
/// </summary>
internal static partial class YamlText
{
    /// <summary>Writes a document.</summary>
    public static string Write(JsonObject root)
    {
        StringBuilder text = new();
        foreach ((string key, JsonNode? value) in root)
        {
            text.Append(Key(key)).Append(':');
            Value(text, value, 0);
        }

        return text.ToString();
    }

    // What follows "key:" or "-", up to the end of its last line.
    private static void Value(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } function when Short(function) is { } shortForm:
                text.Append(' ').Append(shortForm).Append('\n');
                break;
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(text, map, depth + 1, isFirstInline: false);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                foreach (JsonNode? item in list)
                {
                    text.Append(' ', 2 * (depth + 1)).Append('-');
                    Item(text, item, depth + 1);
                }

                break;
            default:
                text.Append(' ').Append(Plain(node, depth)).Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder text, JsonNode? item, int depth)
    {
        if (item is JsonObject { Count: > 0 } map && (map.Count > 1 || Short(map) is null))
        {
            text.Append(' ');
            Map(text, map, depth + 1, isFirstInline: true);
        }
        else
        {
            Value(text, item, depth);
        }
    }

    private static void Map(StringBuilder text, JsonObject map, int depth, bool isFirstInline)
    {
        foreach ((string key, JsonNode? value) in map)
        {
            text.Append(' ', isFirstInline ? 0 : 2 * depth).Append(Key(key)).Append(':');
            isFirstInline = false;
            Value(text, value, depth);
        }
    }

    private static string? Short(JsonObject function)
    {
        (string name, JsonNode? argument) = function.First();
        return (name, argument) switch
        {
            ("Ref", JsonValue value) => $"!Ref {value.GetValue<string>()}",
            ("Fn::GetAtt", JsonArray { Count: 2 } parts) => $"!GetAtt {parts[0]!.GetValue<string>()}.{parts[1]!.GetValue<string>()}",
            ("Fn::Sub", JsonValue value) => $"!Sub {Quote(value.GetValue<string>())}",
            _ => null,
        };
    }

    private static string Plain(JsonNode? node, int depth) =>
        node switch
        {
            null => "null",
            JsonObject => "{}",
            JsonArray => "[]",
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Scalar(value.GetValue<string>(), depth),
            _ => node.ToJsonString(),
        };

    private static string Key(string name) => IsPlain(name) ? name : Quote(name);

    private static bool IsPlain(string text) => Safe().IsMatch(text) && !Reserved().IsMatch(text) && VisibleText.IsVisible(text);

    private static string Scalar(string value, int depth) =>
        IsPlain(value) ? value
        : value.Contains('\n', StringComparison.Ordinal) && Block(value, depth) is { } block ? block
        : Quote(value);

    // A literal block keeps lines as they are; what it cannot keep (leading spaces, other line breaks, what a terminal would act
    // on) is quoted.
    private static string? Block(string value, int depth)
    {
        if (
            value.StartsWith(' ')
            || value.StartsWith('\n')
            || value.EndsWith("\n\n", StringComparison.Ordinal)
            || value.Contains('\t', StringComparison.Ordinal)
            || VisibleText.Lines(value) != value
        )
        {
            return null;
        }

        string indent = new(' ', 2 * (depth + 1));
        StringBuilder text = new(value.EndsWith('\n') ? "|" : "|-");
        foreach (string line in (value.EndsWith('\n') ? value[..^1] : value).Split('\n'))
        {
            text.Append('\n').Append(line.Length == 0 ? string.Empty : indent).Append(line);
        }

        return text.ToString();
    }

    private static string Quote(string value) =>
        VisibleText.IsVisible(value) ? $"'{value.Replace("'", "''", StringComparison.Ordinal)}'" : Escaped(value);

    // Double-quoted YAML has an escape for every character (YAML 1.1, section 5.6).
    private static string Escaped(string value)
    {
        StringBuilder text = new("\"");
        Rune before = default;
        foreach (Rune rune in value.EnumerateRunes())
        {
            bool isCommand = rune == before && rune.Value is '#' or ':';
            text.Append(
                rune.Value switch
                {
                    '"' or '\\' => $"\\{rune}",
                    '\n' => "\\n",
                    _ when !VisibleText.IsHidden(rune) && !isCommand => rune.ToString(),
                    _ when rune.IsBmp => "\\u" + rune.Value.ToString("x4", CultureInfo.InvariantCulture),
                    _ => "\\U" + rune.Value.ToString("x8", CultureInfo.InvariantCulture),
                }
            );
            before = isCommand ? default : rune;
        }

        return text.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z_/](?:[A-Za-z0-9_./()+-]| (?![#]))*(?:::?[A-Za-z0-9_./-]+)*(?<! )$", RegexOptions.CultureInvariant)]
    private static partial Regex Safe();

    // Words that YAML 1.1 does not read as text.
    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null|inf|nan)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reserved();
}
