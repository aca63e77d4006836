using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.OpenApi;

/// <summary>Decides whether two definitions mean the same: white space, member order and JSON or YAML do not matter.</summary>
internal static class ContentHash
{
    /// <summary>Lower-case hex SHA-256, 64 characters.</summary>
    public static string Compute(JsonNode? node)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text))
        {
            Write(writer, node);
        }

        return Convert.ToHexString(SHA256.HashData(text.GetBuffer().AsSpan(0, (int)text.Length))).ToLowerInvariant();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach ((string name, JsonNode? value) in map.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (JsonNode? item in list)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
