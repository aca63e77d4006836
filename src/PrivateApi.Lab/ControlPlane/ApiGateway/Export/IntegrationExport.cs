using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Export;

/// <summary>An integration as the extension writes it: lower-case type, responses by pattern, defaults left out.</summary>
internal static class IntegrationExport
{
    private const int DefaultTimeout = 29000;

    public static JsonObject Write(JsonObject integration)
    {
        JsonObject export = new() { ["type"] = ((string)integration["type"]!).ToLowerInvariant() };
        Copy(integration, export, "credentials", "httpMethod", "uri");
        if ((string?)integration["connectionType"] == "VPC_LINK")
        {
            Copy(integration, export, "connectionType", "connectionId", "integrationTarget");
        }

        if (integration["integrationResponses"] is JsonObject { Count: > 0 } responses)
        {
            export["responses"] = new JsonObject(
                responses.Select(response =>
                    KeyValuePair.Create(
                        Scalar.Loose(response.Value!["selectionPattern"]) is { Length: > 0 } pattern ? pattern : "default",
                        (JsonNode?)Answer.Without((JsonObject)response.Value!, "selectionPattern")
                    )
                )
            );
        }

        Copy(integration, export, "requestParameters", "requestTemplates");
        export["passthroughBehavior"] = ((string)integration["passthroughBehavior"]!).ToLowerInvariant();
        Copy(integration, export, "contentHandling", "tlsConfig");
        if ((int)integration["timeoutInMillis"]! != DefaultTimeout)
        {
            Copy(integration, export, "timeoutInMillis");
        }

        if (integration["cacheKeyParameters"] is JsonArray { Count: > 0 })
        {
            Copy(integration, export, "cacheNamespace", "cacheKeyParameters");
        }

        return export;
    }

    private static void Copy(JsonObject source, JsonObject target, params string[] names)
    {
        foreach (string name in names)
        {
            if (source[name] is { } value)
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
