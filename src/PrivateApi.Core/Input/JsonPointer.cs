using System.Globalization;
using System.Text.Json.Nodes;

namespace PrivateApi.Input;

/// <summary>JSON pointers (RFC 6901), with which problems say where they are.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string member) =>
        $"{pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int index) => string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>The node that a pointer names; null if there is none.</summary>
    public static JsonNode? Find(JsonNode root, string pointer)
    {
        JsonNode? node = root;
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string member = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node switch
            {
                JsonObject map => map[member],
                JsonArray list
                    when int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < list.Count => list[
                    index
                ],
                _ => null,
            };
        }

        return node;
    }
}
