using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SharpYaml;
using SharpYaml.Events;
using YamlScalar = SharpYaml.Events.Scalar;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>
/// YAML as a JSON tree. Quoted scalars stay strings; plain ones are typed by the core schema of YAML 1.2, so that
/// <c>yes</c> is a string, <c>200</c> a number (and a key always a string); anchors and merge keys are followed.
/// </summary>
internal sealed partial class YamlTree
{
    private readonly IParser _parser;
    private readonly Dictionary<string, JsonNode?> _anchors = new(StringComparer.Ordinal);

    private YamlTree(IParser parser) => _parser = parser;

    /// <summary>Reads the first document.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        YamlTree tree = new(SharpYaml.Parser.CreateParser(new StringReader(text)));
        tree.Next<StreamStart>();
        if (tree.Current is StreamEnd)
        {
            return null;
        }

        tree.Next<DocumentStart>();
        JsonNode? root = tree.Node();
        tree.Next<DocumentEnd>();
        return root;
    }

    private ParsingEvent Current
    {
        get
        {
            if (_parser.Current is null && !_parser.MoveNext())
            {
                throw new YamlException("The document ends early.");
            }

            return _parser.Current!;
        }
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        T found = Current as T ?? throw new YamlException($"A {typeof(T).Name} was expected.");
        _parser.MoveNext();
        return found;
    }

    private JsonNode? Node()
    {
        switch (Current)
        {
            case AnchorAlias:
                string name = Next<AnchorAlias>().Value;
                return _anchors.TryGetValue(name, out JsonNode? target) ? target?.DeepClone() : throw new YamlException($"Unknown anchor {name}.");
            case YamlScalar:
                YamlScalar scalar = Next<YamlScalar>();
                return Remember(scalar.Anchor, Value(scalar));
            case SequenceStart:
                string? sequence = Next<SequenceStart>().Anchor;
                JsonArray list = [];
                while (Current is not SequenceEnd)
                {
                    list.Add(Node());
                }

                Next<SequenceEnd>();
                return Remember(sequence, list);
            default:
                return Mapping();
        }
    }

    private JsonNode? Mapping()
    {
        string? anchor = Next<MappingStart>().Anchor;
        JsonObject mapping = [];
        List<JsonObject> merged = [];
        while (Current is not MappingEnd)
        {
            string key = Next<YamlScalar>().Value;
            JsonNode? value = Node();
            if (key == "<<")
            {
                merged.AddRange(value is JsonArray many ? many.OfType<JsonObject>() : value is JsonObject one ? [one] : []);
            }
            else
            {
                mapping.Add(key, value);
            }
        }

        Next<MappingEnd>();
        foreach ((string key, JsonNode? value) in merged.SelectMany(source => source))
        {
            if (!mapping.ContainsKey(key))
            {
                mapping[key] = value?.DeepClone();
            }
        }

        return Remember(anchor, mapping);
    }

    private JsonNode? Remember(string? anchor, JsonNode? node)
    {
        if (anchor is not null)
        {
            _anchors[anchor] = node?.DeepClone();
        }

        return node;
    }

    private static JsonValue? Value(YamlScalar scalar)
    {
        string text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str")
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when WholeNumber().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
            _ when Number().IsMatch(text) => JsonValue.Create(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            _ => JsonValue.Create(text),
        };
    }

    [GeneratedRegex("^[-+]?[0-9]+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Number();
}
