using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.DataPlane;

/// <summary>The JSONPath that mappings use: <c>$</c>, members and indexes. No filters, no wildcards.</summary>
internal static partial class JsonPath
{
    public static JsonNode? Find(JsonNode? root, string path)
    {
        JsonNode? node = root;
        foreach (Match step in Steps().Matches(path.StartsWith('$') ? path[1..] : path))
        {
            string name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value;
            node = step.Groups["index"].Success
                ? node is JsonArray list
                && int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture) is { } index
                && index < list.Count
                    ? list[index]
                    : null
                : (node as JsonObject)?[name];
        }

        return node;
    }

    [GeneratedRegex(@"\.?(?<name>[A-Za-z_@][\w@-]*)|\[(?<index>\d+)\]|\[['""](?<quoted>[^'""]+)['""]\]")]
    private static partial Regex Steps();
}
