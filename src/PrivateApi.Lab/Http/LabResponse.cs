using System.Text;

namespace PrivateApi.Lab.Http;

/// <summary>An answer of the lab.</summary>
internal sealed class LabResponse(int status, byte[] body, string? contentType)
{
    public int Status { get; } = status;

    public byte[] Body { get; } = body;

    public Dictionary<string, string> Headers { get; } =
        contentType is null
            ? new(StringComparer.OrdinalIgnoreCase)
            : new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType };

    /// <summary>
    /// What still has to be waited for outside the lab's lock, if a control-plane call ends in one that takes time;
    /// its result is the answer. Null for an answer that is complete.
    /// </summary>
    public Func<CancellationToken, Task<LabResponse>>? Later { get; private init; }

    public static LabResponse After(Func<CancellationToken, Task<LabResponse>> later) => new(200, [], null) { Later = later };

    public static LabResponse Text(int status, string text, string contentType = "text/plain") =>
        new(status, Encoding.UTF8.GetBytes(text), contentType);

    public static LabResponse Json(int status, string json) => Text(status, json, "application/json");

    public static LabResponse Xml(int status, string xml) => Text(status, xml, "text/xml;charset=UTF-8");

    public static LabResponse Empty(int status) => new(status, [], null);
}
