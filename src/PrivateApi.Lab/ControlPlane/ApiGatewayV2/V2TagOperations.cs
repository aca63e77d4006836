using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>GetTags, TagResource and UntagResource of V2, by ARN: HTTP and WebSocket APIs, and VPC links V2.</summary>
internal static class V2TagOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new(
                "GET",
                "/v2/tags/{resource_arn+}",
                call => Answer.Ok(new JsonObject { ["tags"] = Owner(call)["tags"]?.DeepClone() ?? new JsonObject() })
            ),
            new("POST", "/v2/tags/{resource_arn+}", Tag),
            new("DELETE", "/v2/tags/{resource_arn+}", Untag),
        ];

    private static JsonObject Owner(ApiCall call) =>
        call.Label("resource_arn").Split(':', 6) is ["arn", _, "apigateway", _, _, string path]
            ? path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
            {
                ["apis", string id] => call.State.V2Apis.GetValueOrDefault(id) ?? throw V2ApiOperations.Unknown(call, id),
                ["vpclinks", string id] => call.State.V2VpcLinks.GetValueOrDefault(id)?.Wire ?? throw V2VpcLinkOperations.Unknown(),
                _ => throw ApiFault.BadRequest("Invalid ARN specified in the request"),
            }
            : throw ApiFault.BadRequest("Invalid ARN specified in the request");

    private static LabResponse Tag(ApiCall call)
    {
        JsonObject owner = Owner(call);
        JsonObject tags = (JsonObject?)owner["tags"]?.DeepClone() ?? [];
        foreach ((string name, JsonNode? value) in call.TextMap("tags") ?? [])
        {
            tags[name] = (string?)value ?? string.Empty;
        }

        owner["tags"] = tags;
        return Answer.Json(201, new JsonObject());
    }

    private static LabResponse Untag(ApiCall call)
    {
        JsonObject? tags = Owner(call)["tags"] as JsonObject;
        foreach (string key in call.Service.Request.Query.Where(pair => pair.Key == "tagKeys").Select(pair => pair.Value))
        {
            tags?.Remove(key);
        }

        return Answer.Nothing(204);
    }
}
