using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Lab.DataPlane;

/// <summary>$util of mapping templates.</summary>
internal sealed class TemplateUtilities : IVelocityObject
{
    public object? Member(string name) => null;

    public object? Call(string method, IReadOnlyList<object?> arguments)
    {
        string text = arguments is [var only] ? VelocityValue.Text(only) : throw VelocityMethods.Unknown($"$util.{method}");
        return method switch
        {
            "escapeJavaScript" => JsonValue.Create(text).ToJsonString()[1..^1],
            "urlEncode" => WebUtility.UrlEncode(text),
            "urlDecode" => WebUtility.UrlDecode(text),
            "base64Encode" => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            "base64Decode" => Encoding.UTF8.GetString(Convert.FromBase64String(text)),
            "parseJson" => VelocityValue.Of(JsonNode.Parse(text)),
            _ => throw VelocityMethods.Unknown($"$util.{method}"),
        };
    }

    public override string ToString() => string.Empty;
}
