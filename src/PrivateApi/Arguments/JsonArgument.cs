using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace PrivateApi.Arguments;

/// <summary>Turns what a user has (hashtables, objects from <c>ConvertFrom-Json</c>, lists) into JSON.</summary>
internal static class JsonArgument
{
    /// <summary>The object as JSON; null for null.</summary>
    public static JsonNode? From(object? value) =>
        value switch
        {
            null => null,
            PSObject { BaseObject: PSCustomObject } custom => new JsonObject(
                custom.Properties.Select(property => KeyValuePair.Create(property.Name, From(property.Value)))
            ),
            PSObject wrapped => From(wrapped.BaseObject),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            SwitchParameter flag => JsonValue.Create(flag.IsPresent),
            IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(Text(key), From(map[key])))),
            IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(From)]),
            IFormattable number when value.GetType().IsPrimitive || value is decimal => JsonNode.Parse(Text(number)),
            _ => JsonValue.Create(Text(value)),
        };

    /// <summary>The argument without PowerShell's wrapper, unless it is a custom object.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static string Text(object value) =>
        value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value.ToString() ?? string.Empty;
}
