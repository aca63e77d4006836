using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>
/// Values of templates: null, text, decimal, bool, and JSON objects and arrays, which are maps and lists of Java there. A map is written
/// <c>{a=b}</c>, a list as JSON (localstack, test_input_path_template_formatting, June 2025).
/// </summary>
internal static class VelocityValue
{
    private const int Deepest = 100;
    private const int Largest = 100_000;

    /// <summary>A JSON node as a value.</summary>
    public static object? Of(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return node;
        }

        // Not one conditional expression: its texts would become JSON nodes again.
        if (value.TryGetValue(out string? text))
        {
            return text;
        }

        if (value.TryGetValue(out bool flag))
        {
            return flag;
        }

        return value.TryGetValue(out decimal number) ? number : (object)value.ToJsonString();
    }

    /// <summary>A value as a JSON node, to be kept in a map or list.</summary>
    /// <param name="value">The value.</param>
    /// <param name="owner">The map or list; null for a new one.</param>
    /// <exception cref="GatewayFault">It would be nested too deeply, or is too large to be kept twice.</exception>
    public static JsonNode? Node(object? value, JsonNode? owner = null) =>
        value switch
        {
            null => null,
            JsonNode node => Kept(node, owner),
            string text => text,
            bool flag => flag,
            decimal number => number,
            _ => Text(value),
        };

    private static JsonNode Kept(JsonNode node, JsonNode? owner)
    {
        int level = 0;
        for (JsonNode? outer = owner; outer is not null; outer = outer.Parent)
        {
            level++;
        }

        int left = Largest;
        Measure(node, level, ref left);
        return node.Parent is null && node != owner ? node : node.DeepClone();
    }

    private static void Measure(JsonNode? node, int level, ref int left)
    {
        if (level > Deepest || --left < 0)
        {
            throw VelocityReader.Broken("a map or list that is too large");
        }

        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject map => map.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (JsonNode? item in inner)
        {
            Measure(item, level + 1, ref left);
        }
    }

    /// <summary>A value as a template writes it; empty for null.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => string.Empty,
            string text => text,
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            JsonObject map => "{" + string.Join(", ", map.Select(pair => $"{pair.Key}={Text(Of(pair.Value))}")) + "}",
            JsonNode node => Answer.Text(node),
            _ => value.ToString() ?? string.Empty,
        };

    /// <summary>What <c>#if</c> makes of a value: everything is true but false and nothing.</summary>
    public static bool IsTrue(object? value) => value is not (null or false);

    /// <summary>
    /// A part of the body that does not exist equals both nothing and an empty text (same recording): values are compared as
    /// text.
    /// </summary>
    public static bool AreEqual(object? left, object? right) => Text(left) == Text(right);

    /// <summary>A number, also of a text; null for anything else.</summary>
    public static decimal? Number(object? value) =>
        value switch
        {
            decimal number => number,
            string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
            _ => null,
        };

    /// <summary>A member of a value by name or index; null for none.</summary>
    public static object? Member(object? owner, object? key) =>
        owner switch
        {
            IVelocityObject own => own.Member(Text(key)),
            JsonObject map => Of(map[Text(key)]),
            JsonArray list when Number(key) is { } index && index >= 0 && index < list.Count => Of(list[(int)index]),
            _ => null,
        };

    /// <summary>Sets a member of a map or a list; anything else is left as it is.</summary>
    public static void SetMember(object? owner, object? key, object? value)
    {
        switch (owner)
        {
            case JsonObject map:
                map[Text(key)] = Node(value, map);
                break;
            case JsonArray list when Number(key) is { } index && index >= 0 && index < list.Count:
                list[(int)index] = Node(value, list);
                break;
            default:
                break;
        }
    }
}
