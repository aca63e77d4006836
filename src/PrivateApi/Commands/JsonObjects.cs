using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using PrivateApi.Text;

namespace PrivateApi.Commands;

/// <summary>JSON as PowerShell's objects: as ConvertFrom-Json creates them, except that dates stay text.</summary>
internal static class JsonObjects
{
    /// <summary>The parsed text; null if it is not JSON.</summary>
    public static object? Read(string? text, IReadOnlyDictionary<string, string> headers)
    {
        if (
            string.IsNullOrWhiteSpace(text)
            || (headers.TryGetValue("Content-Type", out string? type) && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
        )
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            object? read = Convert(document.RootElement);
            return read is object?[] items ? Items.Of(items) : read;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static object? Convert(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => Object(element),
            JsonValueKind.Array => element.EnumerateArray().Select(Convert).ToArray(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => Number(element),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static object Number(JsonElement element) =>
        element.TryGetInt64(out long whole) ? whole
        : element.TryGetDecimal(out decimal exact) && !element.GetRawText().Contains('e', StringComparison.OrdinalIgnoreCase) ? exact
        : element.GetDouble();

    private static object Object(JsonElement element)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        if (element.EnumerateObject().Any(member => member.Name.Length == 0 || !names.Add(member.Name)))
        {
            // An object of PowerShell cannot have these names; a hashtable can.
            Hashtable table = new(StringComparer.Ordinal);
            foreach (JsonProperty member in element.EnumerateObject())
            {
                table[member.Name] = Convert(member.Value);
            }

            return table;
        }

        PSObject made = new();
        foreach (JsonProperty member in element.EnumerateObject())
        {
            made.Properties.Add(new PSNoteProperty(member.Name, Convert(member.Value)));
        }

        return made;
    }
}
