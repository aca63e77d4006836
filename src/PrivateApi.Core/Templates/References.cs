using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Templates;

/// <summary>Replaces ids with references, and also the account, Region and partition in ARNs.</summary>
/// <param name="setup">Where the ids are from.</param>
/// <param name="known">Ids with what refers to them: a resource or parameter of the template.</param>
internal sealed class References(Setup setup, IReadOnlyDictionary<string, string> known)
{
    private readonly Regex? _pattern =
        known.Count == 0
            ? null
            : new Regex(
                $"(?<![0-9A-Za-z-])(?:{string.Join('|', known.Keys.OrderByDescending(id => id.Length).Select(Regex.Escape))})(?![0-9A-Za-z])",
                RegexOptions.CultureInvariant
            );

    /// <summary>Whether it is in the template.</summary>
    public bool Has(string physicalId) => known.ContainsKey(physicalId);

    /// <summary>Its name in the template.</summary>
    public string NameOf(string physicalId) => known[physicalId];

    /// <summary>A resource of the template by its id; the id itself for any other.</summary>
    public JsonNode To(string physicalId) =>
        known.TryGetValue(physicalId, out string? id) ? CloudTemplate.Ref(id) : JsonValue.Create(physicalId)!;

    /// <summary>A list of them.</summary>
    public JsonArray To(IEnumerable<string> physicalIds) =>
        CloudTemplate.Array(physicalIds.OrderBy(id => known.GetValueOrDefault(id, id), StringComparer.Ordinal).Select(To));

    /// <summary>A text with references in it.</summary>
    public JsonNode In(string text) => In(text, static literal => literal);

    /// <summary>A text with references in it, and parameters for its secrets.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cover">Puts parameters into a text that is in the form of <c>Fn::Sub</c>.</param>
    public JsonNode In(string text, Func<string, string> cover)
    {
        if (known.ContainsKey(text))
        {
            return To(text);
        }

        // In Fn::Sub ${!name} is a literal ${name}: stage variables and policy variables stay as they are.
        string literal = text.Replace("${", "${!", StringComparison.Ordinal);
        string covered = cover(literal);
        string referred = _pattern?.Replace(covered, match => $"${{{known[match.Value]}}}") ?? covered;
        if (text.StartsWith($"arn:{setup.Partition}:", StringComparison.Ordinal))
        {
            referred = referred
                .Replace($"arn:{setup.Partition}:", "arn:${AWS::Partition}:", StringComparison.Ordinal)
                .Replace($":{setup.Region}:", ":${AWS::Region}:", StringComparison.Ordinal)
                .Replace($":{setup.AccountId}:", ":${AWS::AccountId}:", StringComparison.Ordinal);
        }

        return referred == literal ? JsonValue.Create(text)! : CloudTemplate.Sub(referred);
    }

    /// <summary>A whole document with references in it.</summary>
    public JsonNode? In(JsonNode? node) => In(node, [], static (_, literal) => literal);

    /// <summary>A whole document with references in it, and parameters for its secrets.</summary>
    /// <param name="node">The document.</param>
    /// <param name="place">The names of the members that lead to it.</param>
    /// <param name="cover">Puts parameters into a text at a place.</param>
    public JsonNode? In(JsonNode? node, IReadOnlyList<string> place, Func<IReadOnlyList<string>, string, string> cover) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(item => KeyValuePair.Create(item.Key, In(item.Value, [.. place, item.Key], cover)))
            ),
            JsonArray list => CloudTemplate.Array(list.Select(item => In(item, place, cover))),
            JsonValue value when value.TryGetValue(out string? text) => In(text, literal => cover(place, literal)),
            _ => node?.DeepClone(),
        };
}
