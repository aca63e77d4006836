using System.Text;

namespace PrivateApi.Lab.Http;

/// <summary>What the lab answers.</summary>
internal sealed class LabResponse(int status, byte[] body, string? contentType)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    public Dictionary<string, string> Headers { get; } = contentType is null
        ? new(StringComparer.OrdinalIgnoreCase)
        : new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType };

    public static LabResponse Text(int status, string text, string contentType = "text/plain") => new(status, Encoding.UTF8.GetBytes(text), contentType);

    public static LabResponse Json(int status, string json) => Text(status, json, "application/json");

    public static LabResponse Xml(int status, string xml) => Text(status, xml, "text/xml;charset=UTF-8");

    public static LabResponse Empty(int status) => new(status, [], null);
}
