using System.Text.Json.Nodes;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>The request's body on its way to the backend: a template by content type, or as it is (AWS: "Passthrough behaviors").</summary>
internal static class RequestMapping
{
    /// <summary>Refuses a mapping of a header that API Gateway sets itself when it calls AWS.</summary>
    public static void CheckAwsHeaders(GatewayCall call)
    {
        foreach ((string target, _) in call.Integration["requestParameters"] as JsonObject ?? [])
        {
            if (target.Split('.', 4) is ["integration", "request", "header", string name] && GatewayHeaders.IsForbidden(name, isAws: true))
            {
                throw GatewayFault.Internal($"The integration maps the header {name}, which API Gateway sets itself.");
            }
        }
    }

    public static (string Body, bool IsMapped) Body(GatewayCall call)
    {
        JsonObject templates = call.Integration["requestTemplates"] as JsonObject ?? [];
        string type = (call.Request.Header("Content-Type") ?? "application/json").Split(';')[0].Trim();
        string? template = (string?)
            templates.FirstOrDefault(pair => string.Equals(pair.Key, type, StringComparison.OrdinalIgnoreCase)).Value;
        if (template is not null)
        {
            return (MappingTemplate.Render(template, new TemplateScope(call, call.Request.BodyText)), true);
        }

        string behaviour = ((string?)call.Integration["passthroughBehavior"] ?? "WHEN_NO_MATCH").ToUpperInvariant();
        return behaviour == "NEVER" || (behaviour == "WHEN_NO_TEMPLATES" && templates.Count > 0)
            ? throw GatewayFault.UnsupportedMediaType()
            : (call.Request.BodyText, false);
    }
}
