using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Bodies of API Gateway's own answers, byte for byte.</summary>
internal static class GatewayBody
{
    public static string Message(string name, string text) => Answer.Text(new JsonObject { [name] = text });

    /// <summary>Answers about integrations have a space after the colon; all others have none.</summary>
    public static string Spaced(string text)
    {
        string compact = Message("message", text);
        return compact.Insert(compact.IndexOf(':', StringComparison.Ordinal) + 1, " ");
    }

    /// <summary>With the lab's own remark next to AWS's message.</summary>
    public static string WithNote(string? text, string note) => Answer.Text(new JsonObject { ["message"] = text, ["lab"] = note });
}
