using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that an API Gateway call needs: its verb on the ARN of its path (Service Authorization Reference,
/// "Actions, resources, and condition keys for Amazon API Gateway Management"), and those that tags and policies need in addition.
/// </summary>
internal static class ApiGatewayPermissions
{
    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        string[] path = [.. call.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

        // The ARNs of HTTP and WebSocket APIs begin with /apis (the same page, "API Gateway Management V2").
        path = path is ["v2", .. string[] rest] ? rest : path;
        JsonObject body = Body(call);
        string verb = call.Request.Method;
        if (DomainNamePermissions.Owns(path))
        {
            foreach (RequiredPermission permission in DomainNamePermissions.For(call, path, body))
            {
                yield return permission;
            }
        }
        else
        {
            yield return new RequiredPermission("apigateway:" + verb, Arn(call, path), Keys(call, path, body, verb));
        }

        if (SetsPolicy(call, path, body))
        {
            // It has no tags of the request, unlike the verbs.
            yield return new RequiredPermission("apigateway:UpdateRestApiPolicy", Arn(call, path), ResourceKeys(call, path));
        }

        // A user without it is refused "apigateway:PUT on resource: …::/tags/arn%3A…%2Frestapis%2F*" (mattclay/aws-terminator #284).
        if (verb == "POST" && TagKeys.Read(body["tags"]) is { Count: > 0 } tags)
        {
            yield return new RequiredPermission("apigateway:PUT", Arn(call, ["tags", Arn(call, [.. path, "*"])]), TagKeys.OfRequest(tags));
        }
    }

    private static string Arn(ServiceCall call, string[] path)
    {
        string text = path is ["tags", .. string[] rest]
            ? "tags/" + Uri.EscapeDataString(string.Join('/', rest)).Replace("%2A", "*", StringComparison.Ordinal)
            : string.Join('/', path);
        return $"arn:{call.Partition}:apigateway:{call.Region}::/{text}";
    }

    private static RequestKeys Keys(ServiceCall call, string[] path, JsonObject body, string verb)
    {
        RequestKeys keys = ResourceKeys(call, path);
        keys.Add("apigateway:Request/EndpointType", RequestedTypes(path, body, verb));
        return path is ["tags", ..] || verb == "POST" ? TagKeys.OfRequest(TagKeys.Read(body["tags"]), keys) : keys;
    }

    private static RequestKeys ResourceKeys(ServiceCall call, string[] path)
    {
        LabRestApi? api = path is ["restapis", string id, ..] ? call.State<ApiGatewayState>().RestApis.GetValueOrDefault(id) : null;
        RequestKeys keys = TagKeys.OfResource(ResourceTags(api, path));
        keys.Add("apigateway:Resource/EndpointType", api is null ? [] : [api.EndpointType]);
        return keys;
    }

    // Developer guide, "API Gateway resources that can be tagged": what belongs to an API inherits its tags.
    private static Dictionary<string, string> ResourceTags(LabRestApi? api, string[] path)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        JsonNode? stage = api is not null && path is [_, _, "stages", string name, ..] ? api.Stages.GetValueOrDefault(name) : null;
        foreach ((string key, string value) in TagKeys.Read(api?.Wire["tags"]).Concat(TagKeys.Read(stage?["tags"])))
        {
            tags[key] = value;
        }

        return tags;
    }

    private static IReadOnlyList<string> RequestedTypes(string[] path, JsonObject body, string verb) =>
        (verb, path) switch
        {
            ("POST", ["restapis"]) =>
            [
                .. ((body["endpointConfiguration"] as JsonObject)?["types"] as JsonArray ?? [])
                    .Select(type => (string?)type)
                    .OfType<string>(),
            ],
            ("PATCH", ["restapis", _]) =>
            [
                .. Patches(body)
                    .Where(patch => Text(patch["path"]).StartsWith("/endpointConfiguration/types", StringComparison.Ordinal))
                    .Select(patch => Text(patch["value"])),
            ],
            _ => [],
        };

    private static bool SetsPolicy(ServiceCall call, string[] path, JsonObject body) =>
        (call.Request.Method, path) switch
        {
            ("POST", ["restapis"]) or ("PUT", ["restapis", _]) => Text(body["policy"]).Length > 0
                || call.Request.BodyText.Contains("x-amazon-apigateway-policy", StringComparison.Ordinal),
            ("PATCH", ["restapis", _]) => Patches(body).Any(patch => Text(patch["path"]) == "/policy"),
            _ => false,
        };

    private static IEnumerable<JsonObject> Patches(JsonObject body) => (body["patchOperations"] as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonNode? node) => JsonProtocol.Text(node) ?? string.Empty;

    // A definition may be YAML, and a body may not be JSON: the service itself refuses those.
    private static JsonObject Body(ServiceCall call)
    {
        try
        {
            return call.Request.Body.Length == 0 ? [] : JsonNode.Parse(call.Request.Body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
