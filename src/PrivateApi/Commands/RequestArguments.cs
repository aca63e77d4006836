using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Commands;

/// <summary>Headers and body from a script, in the form that HTTP sends.</summary>
internal static class RequestArguments
{
    private const int MaxDepth = 64;

    public static IReadOnlyDictionary<string, string> Headers(IDictionary? given, string? apiKey, object? body)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in given ?? new Hashtable())
        {
            headers[entry.Key.ToString()!] = Convert.ToString(Plain(entry.Value), CultureInfo.InvariantCulture) ?? string.Empty;
        }

        if (apiKey is not null)
        {
            headers["x-api-key"] = apiKey;
        }

        if (body is not null)
        {
            headers.TryAdd("Content-Type", "application/json");
        }

        return headers;
    }

    /// <summary>Text and bytes as they are, anything else as JSON; null for none.</summary>
    public static byte[]? Body(object? body) =>
        Plain(body) switch
        {
            null => null,
            string text => Encoding.UTF8.GetBytes(text),
            byte[] bytes => bytes,
            _ => Encoding.UTF8.GetBytes(Json(body, 0)?.ToJsonString() ?? "null"),
        };

    private static JsonNode? Json(object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new PSArgumentException($"The body is nested deeper than {MaxDepth} levels.");
        }

        return Plain(value) switch
        {
            null => null,
            string text => text,
            bool flag => flag,
            char letter => letter.ToString(),
            int or long or short or sbyte => JsonValue.Create(Convert.ToInt64(Plain(value), CultureInfo.InvariantCulture)),
            byte or ushort or uint or ulong => JsonValue.Create(Convert.ToUInt64(Plain(value), CultureInfo.InvariantCulture)),
            float or double => JsonValue.Create(Convert.ToDouble(Plain(value), CultureInfo.InvariantCulture)),
            decimal number => JsonValue.Create(number),
            DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
            IDictionary map => Object(map.Cast<DictionaryEntry>().Select(entry => (entry.Key.ToString()!, entry.Value)), depth),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Json(item, depth + 1))]),
            PSCustomObject => Object(((PSObject)value!).Properties.Select(property => (property.Name, (object?)property.Value)), depth),
            { } other when other.GetType() is { IsPrimitive: false, IsEnum: false, IsValueType: false } => Object(
                PSObject.AsPSObject(other).Properties.Select(property => (property.Name, (object?)property.Value)),
                depth
            ),
            { } other => other.ToString(),
        };
    }

    private static JsonObject Object(IEnumerable<(string Name, object? Value)> members, int depth)
    {
        JsonObject made = [];
        foreach ((string name, object? value) in members)
        {
            made[name] = Json(value, depth + 1);
        }

        return made;
    }

    private static object? Plain(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject
        : value is PSObject custom ? custom.BaseObject
        : value;
}
