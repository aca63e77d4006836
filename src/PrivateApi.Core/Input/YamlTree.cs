using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Errors;
using SharpYaml;
using SharpYaml.Events;

namespace PrivateApi.Input;

/// <summary>
/// YAML as the JSON tree it represents, with limits on depth and on the expansion of aliases, because files come from
/// anywhere. (Microsoft.OpenApi.YamlReader would do it, but is built against SharpYaml 2 and fails at run time with
/// the 3 that NuGet resolves here.)
/// </summary>
internal sealed partial class YamlTree
{
    private const int MaxDepth = 256;

    /// <summary>What aliases add to a document: each value counts one, plus one for a certain number of its characters.</summary>
    private const int MaxExpandedNodes = 100_000;

    private const int CharactersPerNode = 32;

    private readonly IParser _parser;

    private readonly Dictionary<string, (JsonNode? Node, int Size)> _anchors = new(StringComparer.Ordinal);

    private int _size;

    private int _expanded;

    private int _nodes;

    private YamlTree(TextReader text) => _parser = Parser.CreateParser(text, MaxDepth);

    /// <summary>Reads a text that has one document.</summary>
    /// <exception cref="PrivateApiException"><c>InputTooLarge</c>: more values than a document may have.</exception>
    /// <exception cref="YamlException">Not YAML, or a tree that JSON cannot represent; its Start is the place.</exception>
    public static JsonNode? Parse(string text)
    {
        using StringReader reader = new(text);
        return new YamlTree(reader).Document();
    }

    private JsonNode? Document()
    {
        Next<StreamStart>();
        if (Next<ParsingEvent>() is StreamEnd)
        {
            return null;
        }

        JsonNode? root = Node(Next<ParsingEvent>());
        Next<DocumentEnd>();
        return Next<ParsingEvent>() is StreamEnd ? root : throw At(_parser.Current!, "there is more than one document");
    }

    private JsonNode? Node(ParsingEvent start)
    {
        if (start is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value, out (JsonNode? Node, int Size) target))
            {
                throw At(start, $"there is no anchor '{alias.Value}' before this");
            }

            _expanded += target.Size;
            _size += target.Size;
            return _expanded > MaxExpandedNodes
                ? throw At(start, $"aliases expand to more than {MaxExpandedNodes} values")
                : target.Node?.DeepClone();
        }

        if (++_nodes > InputFile.MostValues)
        {
            throw InputFile.TooManyValues(
                "YAML document",
                string.Create(CultureInfo.InvariantCulture, $"this text (at line {start.Start.Line + 1})")
            );
        }

        int before = _size++;
        JsonNode? node = start switch
        {
            Scalar scalar => Value(scalar),
            SequenceStart => Sequence(),
            MappingStart => Mapping(),
            _ => throw At(start, "a value was expected"),
        };
        if (start is NodeEvent { Tag: ['!', not '!', ..] tag })
        {
            throw At(start, $"{tag} is a CloudFormation tag; resolve it before the import");
        }

        if (start is NodeEvent { Anchor: { Length: > 0 } anchor })
        {
            _anchors[anchor] = (node, _size - before);
        }

        return node;
    }

    private JsonArray Sequence()
    {
        JsonArray list = [];
        for (ParsingEvent next = Next<ParsingEvent>(); next is not SequenceEnd; next = Next<ParsingEvent>())
        {
            list.Add(Node(next));
        }

        return list;
    }

    private JsonObject Mapping()
    {
        JsonObject map = [];
        List<JsonObject> merged = [];
        for (ParsingEvent next = Next<ParsingEvent>(); next is not MappingEnd; next = Next<ParsingEvent>())
        {
            if (next is not Scalar name)
            {
                throw At(next, "a key must be text");
            }

            _size += name.Value.Length / CharactersPerNode;
            JsonNode? value = Node(Next<ParsingEvent>());
            if (name is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(
                    value is JsonArray several ? several.OfType<JsonObject>()
                    : value is JsonObject one ? [one]
                    : throw At(name, "'<<' merges mappings only")
                );
            }
            else if (!map.TryAdd(name.Value, value))
            {
                throw At(name, $"the key '{name.Value}' occurs twice");
            }
        }

        foreach ((string key, JsonNode? value) in merged.SelectMany(other => other))
        {
            map.TryAdd(key, value?.DeepClone());
        }

        return map;
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        bool more = _parser.MoveNext();
        return more && _parser.Current is T found
            ? found
            : throw new YamlException(_parser.Current?.Start ?? default, _parser.Current?.End ?? default, "the document ends too early");
    }

    // YAML 1.2's core schema, except numbers that JSON does not have (infinity, not-a-number): those stay text.
    private JsonValue? Value(Scalar scalar)
    {
        string text = scalar.Value;
        _size += text.Length / CharactersPerNode;
        if (scalar.Style is not ScalarStyle.Plain || scalar.Tag is { } tag && tag.EndsWith(":str", StringComparison.Ordinal))
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) =>
                JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    private static YamlException At(ParsingEvent place, string message) => new(place.Start, place.End, message);

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
