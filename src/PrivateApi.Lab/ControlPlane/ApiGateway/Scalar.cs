using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// Reads single JSON values as the service's deserializer does: a number is not a string, but <c>"true"</c> may be a boolean.
/// </summary>
internal static class Scalar
{
    public static string? Text(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True or JsonValueKind.False => throw ApiFault.Serialization(
                "class java.lang.Boolean can not be converted to an String"
            ),
            JsonValueKind.Number => throw ApiFault.Serialization(
                "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String"
            ),
            _ => throw ApiFault.Serialization("Start of structure or map found where not expected."),
        };

    public static bool? Boolean(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => string.Equals(node.GetValue<string>(), "true", StringComparison.OrdinalIgnoreCase),
            _ => throw ApiFault.Serialization(
                "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an Boolean"
            ),
        };

    /// <summary>A whole number, also written as a string or with a fraction of zero; null for anything else.</summary>
    public static int? Integer(JsonNode? node) =>
        Number(node) is { } number && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    public static double? Number(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            JsonValueKind.Number or JsonValueKind.String => double.TryParse(
                node.ToString(),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out double number
            )
                ? number
                : null,
            _ => null,
        };

    /// <summary>The text of a scalar of any kind, as documents (where <c>200</c> and <c>"200"</c> are the same) are read.</summary>
    public static string? Loose(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Number => node.ToJsonString(),
            _ => null,
        };

    public static IReadOnlyList<string> Texts(JsonNode? node) =>
        node is JsonArray array ? array.Select(Loose).OfType<string>().ToList()
        : Loose(node) is { } one ? [one]
        : [];
}
