using System.Globalization;
using System.Text.Json;

namespace PrivateApi.Policy.Lint;

/// <summary>Finds the JSON pointer of the token at an offset.</summary>
internal static class JsonPointer
{
    public static string At(ReadOnlySpan<byte> utf8, int offset)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 32 });
        List<(bool IsArray, int Index, string Name)> path = [];
        while (reader.Read() && reader.TokenStartIndex <= offset)
        {
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                path.RemoveAt(path.Count - 1);
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path[^1] = path[^1] with { Name = reader.GetString()! };
            }
            else if (path.Count > 0 && path[^1].IsArray)
            {
                path[^1] = path[^1] with { Index = path[^1].Index + 1 };
            }

            if (reader.TokenStartIndex == offset)
            {
                break;
            }

            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                path.Add((reader.TokenType == JsonTokenType.StartArray, -1, string.Empty));
            }
        }

        return string.Concat(
            path.Select(p =>
                "/"
                + (
                    p.IsArray
                        ? p.Index.ToString(CultureInfo.InvariantCulture)
                        : p.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
                )
            )
        );
    }
}
