using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.DataPlane.Velocity;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>The backend's answer on its way to the caller, for integrations that are not a proxy.</summary>
internal static class ResponseMapping
{
    public static LabResponse Apply(GatewayCall call, BackendAnswer answer) =>
        Apply(call, answer, answer.Status.ToString(CultureInfo.InvariantCulture));

    /// <summary>Maps an answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="answer">The backend's answer.</param>
    /// <param name="matched">What selection patterns are compared with: the status, or a function's error; null for its success.</param>
    public static LabResponse Apply(GatewayCall call, BackendAnswer answer, string? matched)
    {
        JsonObject chosen =
            Choose(call, matched)
            ?? throw GatewayFault.Internal("No integration response matches the backend's status, and there is no default one.");
        string status = (string?)chosen["statusCode"] ?? "200";
        if (call.Method["methodResponses"] is not JsonObject responses || !responses.ContainsKey(status))
        {
            throw GatewayFault.Internal($"The method has no response {status}, which its integration response maps to.");
        }

        JsonObject templates = chosen["responseTemplates"] as JsonObject ?? [];
        (string type, byte[] body) = (answer.Header("Content-Type") ?? "application/json", answer.Body);
        TemplateScope scope = new(call, answer.Text);
        if (Template(templates, type) is var (key, template) && template is not null)
        {
            (type, body) = (key, Encoding.UTF8.GetBytes(MappingTemplate.Render(template, scope)));
        }

        string given = VelocityValue.Text(VelocityValue.Of(call.ResponseOverride["status"]));
        LabResponse response = new(
            int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int own) && own is >= 100 and <= 599
                ? own
                : int.Parse(status, CultureInfo.InvariantCulture),
            body,
            type
        );
        if ((string?)call.Integration["type"] != "MOCK")
        {
            response.Headers[GatewayHeaders.TraceId] = call.TraceId;
        }

        foreach ((string name, JsonNode? value) in chosen["responseParameters"] as JsonObject ?? [])
        {
            const string prefix = "method.response.header.";
            if (
                name.StartsWith(prefix, StringComparison.Ordinal)
                && ParameterMapping.Value(call, (string?)value ?? string.Empty, answer) is { } text
                && GatewayHeaders.ToCaller(name[prefix.Length..]) is { } shown
            )
            {
                response.Headers[shown] = text;
            }
        }

        foreach ((string name, JsonNode? value) in call.ResponseOverride["header"] as JsonObject ?? [])
        {
            if (GatewayHeaders.ToCaller(name) is { } shown)
            {
                response.Headers[shown] = VelocityValue.Text(VelocityValue.Of(value));
            }
        }

        return response;
    }

    /// <summary>The first whose pattern matches all of it; else the one without a pattern.</summary>
    private static JsonObject? Choose(GatewayCall call, string? matched)
    {
        List<JsonObject> all =
        [
            .. (call.Integration["integrationResponses"] as JsonObject ?? []).Select(pair => pair.Value).OfType<JsonObject>(),
        ];
        return all.FirstOrDefault(item =>
                matched is not null
                && (string?)item["selectionPattern"] is { Length: > 0 } pattern
                && Regex.IsMatch(matched, $"^(?:{pattern})$", RegexOptions.CultureInvariant)
            ) ?? all.FirstOrDefault(item => string.IsNullOrEmpty((string?)item["selectionPattern"]));
    }

    /// <summary>The template of the answer's content type, else the one for JSON, else the only one.</summary>
    private static (string Key, string? Template) Template(JsonObject templates, string type)
    {
        string plain = type.Split(';')[0].Trim();
        string? key =
            templates.ContainsKey(plain) ? plain
            : templates.ContainsKey("application/json") ? "application/json"
            : templates.FirstOrDefault().Key;
        return key is null || (string?)templates[key] is not { Length: > 0 } template ? (plain, null) : (key, template);
    }
}
