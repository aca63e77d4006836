using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Changes a JSON text with its structure in mind: nodes dropped, doubled, swapped, renamed, nulled, of another type, deeply
/// nested; numbers too large; texts with control characters, half surrogates, other people's syntax. One in five is then
/// damaged as bytes.
/// </summary>
internal static class JsonMutation
{
    private const int MostChanges = 3;

    // What a parser hands on as a number, an address, a date or a wildcard, and what is none.
    private static readonly string[] Values =
    [
        "null",
        "null",
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1.5",
        "1e999",
        "-1e-999",
        "2147483648",
        "99999999999999999999",
        "1e5",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "{\"\":null}",
        "{\"a\":{\"a\":null}}",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"*\"",
        "\"**\"",
        "\"?\"",
        "\"/\"",
        "\"//\"",
        "\"#\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u001b[31m\"",
        "\"\\r\\n\"",
        "\"é\"",
        "\"\\uffff\"",
        "\"0.0.0.0/0\"",
        "\"::/0\"",
        "\"10.0.0.0/33\"",
        "\"10.0.0.0/-1\"",
        "\"300.1.1.1\"",
        "\"10.0.0.0/99999999999\"",
        "\"fe80::1%eth0\"",
        "\"::ffff:10.0.0.1/96\"",
        "\"10.1\"",
        "\"0x0a000001\"",
        "\"9999-99-99T99:99:99Z\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"-1\"",
        "\"99999999999999999999\"",
        "\"NaN\"",
        "\"1e999\"",
        "\"true\"",
        "\"null\"",
        "\"${\"",
        "\"${aws:x, 'y'}\"",
        "\"${AWS::Region}\"",
        "\"arn:\"",
        "\"arn:aws:execute-api:::\"",
        "\"execute-api:/*\"",
        "\"{\"",
        "\"[\"",
        "\"%\"",
        "\"%zz\"",
        "\"a:b:c:d:e:f:g:h\"",
        "\"{proxy+}\"",
        "\"/{a}/{b+}/{\"",
    ];

    private static readonly string[] Depths =
    [
        .. new[] { 60, 70, 260, 5000 }.Select(depth => new string('[', depth) + new string(']', depth)),
        string.Concat(Enumerable.Repeat("{\"a\":", 300)) + "1" + new string('}', 300),
    ];

    /// <summary>The seed with one to three changes, as UTF-8 (which may be broken).</summary>
    public static byte[] Of(JsonNode seed, Random random)
    {
        string text = Text(seed, random);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(5) == 0 ? ByteMutation.Of(bytes, random) : bytes;
    }

    /// <summary>The seed with changes of structure alone.</summary>
    public static string Text(JsonNode seed, Random random)
    {
        JsonNode root = seed.DeepClone();
        List<string> raw = [];
        for (int changes = random.Next(MostChanges) + 1; changes > 0; changes--)
        {
            List<JsonNode> nodes = Below(root, []);
            if (nodes.Count > 0)
            {
                Change(nodes[random.Next(nodes.Count)], nodes, raw, random);
            }
        }

        string text = root.ToJsonString();
        for (int i = 0; i < raw.Count; i++)
        {
            text = text.Replace($"\"#RAW{i}#\"", raw[i], StringComparison.Ordinal);
        }

        return text.Replace("#TWICE#", string.Empty, StringComparison.Ordinal);
    }

    private static void Change(JsonNode node, List<JsonNode> all, List<string> raw, Random random)
    {
        if (node.Parent is not { } parent)
        {
            return;
        }

        switch (random.Next(12))
        {
            case 0:
                Remove(node, parent);
                break;
            case 1 when parent is JsonArray list:
                list.Insert(random.Next(list.Count + 1), node.DeepClone());
                break;
            case 1:
                parent.AsObject().TryAdd("#TWICE#" + node.GetPropertyName(), node.DeepClone());
                break;
            case 2:
                Swap(node, all[random.Next(all.Count)]);
                break;
            case 3 when parent is JsonObject map:
                string name = node.GetPropertyName();
                map.Remove(name);
                map.TryAdd(
                    random.Next(3) switch
                    {
                        0 => name.ToUpperInvariant(),
                        1 => string.Empty,
                        _ => name + "x",
                    },
                    node
                );
                break;
            case 4:
                node.ReplaceWith(Raw(raw, Depths[random.Next(Depths.Length)]));
                break;
            case 5:
                node.ReplaceWith(JsonNode.Parse(random.Next(2) == 0 ? $"[{node.ToJsonString()}]" : $"{{\"x\":{node.ToJsonString()}}}"));
                break;
            case 6 when parent is JsonArray many:
                many.Add(null);
                break;
            case 7 or 8 when node is JsonValue value && value.TryGetValue(out string? text):
                node.ReplaceWith(JsonValue.Create(Damage(text, random)));
                break;
            default:
                node.ReplaceWith(Raw(raw, Values[random.Next(Values.Length)]));
                break;
        }
    }

    private static string Damage(string text, Random random)
    {
        int at = random.Next(text.Length + 1);
        return random.Next(8) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Insert(at, ((char)random.Next(0x20)).ToString()),
            3 => text.Insert(at, "*/{}:.,$%\"'"[random.Next(11)].ToString()),
            4 => text + text,
            5 => text.Insert(at, new string('9', 30)),
            6 => string.Concat(Enumerable.Repeat(text.Length == 0 ? "a" : text, 50)),
            _ => text.Insert(at, random.Next(1000).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static void Remove(JsonNode node, JsonNode parent)
    {
        if (parent is JsonArray list)
        {
            list.Remove(node);
        }
        else
        {
            parent.AsObject().Remove(node.GetPropertyName());
        }
    }

    private static void Swap(JsonNode one, JsonNode other)
    {
        JsonNode copy = one.DeepClone();
        if (other.Parent is not null)
        {
            one.ReplaceWith(other.DeepClone());
            other.ReplaceWith(copy);
        }
    }

    private static JsonValue Raw(List<string> raw, string text)
    {
        raw.Add(text);
        return JsonValue.Create($"#RAW{raw.Count - 1}#");
    }

    // Into one list: iterators in iterators would ask every level for every node.
    private static List<JsonNode> Below(JsonNode? node, List<JsonNode> found)
    {
        foreach (
            JsonNode? child in node switch
            {
                JsonObject map => map.Select(member => member.Value),
                JsonArray list => list,
                _ => [],
            }
        )
        {
            if (child is not null)
            {
                found.Add(child);
                Below(child, found);
            }
        }

        return found;
    }
}
