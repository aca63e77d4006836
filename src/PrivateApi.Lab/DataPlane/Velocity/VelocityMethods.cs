using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>The methods of Java's strings, maps and lists that templates of real APIs call.</summary>
internal static class VelocityMethods
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The result of a method.</summary>
    /// <exception cref="GatewayFault">The lab does not know the method.</exception>
    public static object? Call(object? owner, string method, IReadOnlyList<object?> arguments) =>
        owner switch
        {
            null => null,
            IVelocityObject own => own.Call(method, arguments),
            _ when method == "toString" && arguments.Count == 0 => VelocityValue.Text(owner),
            _ when method == "equals" && arguments.Count == 1 => VelocityValue.AreEqual(owner, arguments[0]),
            JsonObject map => OfMap(map, method, arguments),
            JsonArray list => OfList(list, method, arguments),
            _ => OfText(VelocityValue.Text(owner), method, arguments),
        };

    /// <summary>The lab's refusal of what it does not know.</summary>
    public static GatewayFault Unknown(string what) => GatewayFault.Internal($"The lab's mapping templates do not support {what}.");

    private static object? OfMap(JsonObject map, string method, IReadOnlyList<object?> arguments)
    {
        string key = arguments.Count > 0 ? VelocityValue.Text(arguments[0]) : string.Empty;
        switch (method, arguments.Count)
        {
            case ("get", 1):
                return VelocityValue.Of(map[key]);
            case ("put", 2):
                object? old = VelocityValue.Of(map[key]);
                VelocityValue.SetMember(map, key, arguments[1]);
                return old;
            case ("remove", 1):
                object? removed = VelocityValue.Of(map[key]?.DeepClone());
                map.Remove(key);
                return removed;
            case ("containsKey", 1):
                return map.ContainsKey(key);
            case ("size", 0):
                return (decimal)map.Count;
            case ("isEmpty", 0):
                return map.Count == 0;
            case ("keySet", 0):
                return new JsonArray([.. map.Select(pair => (JsonNode?)pair.Key)]);
            case ("values", 0):
                return new JsonArray([.. map.Select(pair => pair.Value?.DeepClone())]);
            case ("entrySet", 0):
                return new JsonArray([.. map.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value?.DeepClone() })]);
            default:
                throw Unknown($"the method {method} of a map");
        }
    }

    private static object? OfList(JsonArray list, string method, IReadOnlyList<object?> arguments)
    {
        switch (method, arguments.Count)
        {
            case ("get", 1):
                return VelocityValue.Member(list, arguments[0]);
            case ("add", 1):
                list.Add(VelocityValue.Node(arguments[0], list));
                return true;
            case ("contains", 1):
                return list.Any(item => VelocityValue.AreEqual(VelocityValue.Of(item), arguments[0]));
            case ("size", 0):
                return (decimal)list.Count;
            case ("isEmpty", 0):
                return list.Count == 0;
            default:
                throw Unknown($"the method {method} of a list");
        }
    }

    private static object? OfText(string text, string method, IReadOnlyList<object?> arguments)
    {
        string[] given = [.. arguments.Select(VelocityValue.Text)];
        return (method, given) switch
        {
            ("length", []) => (decimal)text.Length,
            ("isEmpty", []) => text.Length == 0,
            ("trim", []) => text.Trim(),
            ("toLowerCase", []) => text.ToLowerInvariant(),
            ("toUpperCase", []) => text.ToUpperInvariant(),
            ("equalsIgnoreCase", [var other]) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase),
            ("contains", [var part]) => text.Contains(part, StringComparison.Ordinal),
            ("startsWith", [var part]) => text.StartsWith(part, StringComparison.Ordinal),
            ("endsWith", [var part]) => text.EndsWith(part, StringComparison.Ordinal),
            ("indexOf", [var part]) => (decimal)text.IndexOf(part, StringComparison.Ordinal),
            ("lastIndexOf", [var part]) => (decimal)text.LastIndexOf(part, StringComparison.Ordinal),
            ("concat", [var other]) => text + other,
            ("replace", [var part, var other]) => part.Length == 0 ? text : text.Replace(part, other, StringComparison.Ordinal),
            ("replaceAll", [var pattern, var other]) => Regex.Replace(text, pattern, other, RegexOptions.None, Patience),
            ("matches", [var pattern]) => Regex.IsMatch(text, $"^(?:{pattern})$", RegexOptions.None, Patience),
            ("split", [var pattern]) => new JsonArray([
                .. Regex.Split(text, pattern, RegexOptions.None, Patience).Select(part => (JsonNode?)part),
            ]),
            ("substring", [_]) => Part(text, VelocityValue.Number(arguments[0]), text.Length),
            ("substring", [_, _]) => Part(text, VelocityValue.Number(arguments[0]), VelocityValue.Number(arguments[1])),
            _ => throw Unknown($"the method {method} of a string"),
        };
    }

    private static string Part(string text, decimal? start, decimal? end) =>
        start >= 0 && end >= start && end <= text.Length
            ? text[(int)start..(int)end]
            : throw GatewayFault.Internal("A mapping template takes a part of a string that is outside of it.");
}
