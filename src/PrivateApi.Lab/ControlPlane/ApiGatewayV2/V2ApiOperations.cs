using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGatewayV2;

/// <summary>CreateApi, GetApi(s), DeleteApi: HTTP and WebSocket APIs by name only: the lab runs none.</summary>
internal static class V2ApiOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/v2/apis", Create),
            new(
                "GET",
                "/v2/apis",
                call => V2Page.Create(call, "items", call.State.V2Apis.Select(item => (item.Key, Answer.Copy(item.Value))))
            ),
            new("GET", "/v2/apis/{api_id}", call => Answer.Ok(Answer.Copy(Find(call)))),
            new("DELETE", "/v2/apis/{api_id}", Delete),
        ];

    public static AwsFault Unknown(ApiCall call, string id) => ApiFault.UnknownApi(call, id);

    /// <summary>Dates of V2 are in ISO 8601.</summary>
    public static string Date(ApiCall call) => call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Find(ApiCall call) =>
        call.State.V2Apis.GetValueOrDefault(call.Label("api_id")) ?? throw Unknown(call, call.Label("api_id"));

    private static LabResponse Create(ApiCall call)
    {
        // Texts of this service are not recorded; these are assumed.
        string protocol = call.Text("protocolType") ?? string.Empty;
        if (protocol is not ("HTTP" or "WEBSOCKET"))
        {
            throw ApiFault.BadRequest($"{ApiFault.NotInEnum(protocol, "protocolType", ["WEBSOCKET", "HTTP"])}");
        }

        if (call.Text("name") is not { Length: > 0 and <= 128 } name)
        {
            throw ApiFault.BadRequest("Name must be between 1 and 128 characters long");
        }

        if (protocol == "WEBSOCKET" && string.IsNullOrEmpty(call.Text("routeSelectionExpression")))
        {
            throw ApiFault.BadRequest("A RouteSelectionExpression is required for WebSocket APIs");
        }

        string id = call.NewId(10, taken => call.State.V2Apis.ContainsKey(taken) || call.State.RestApis.ContainsKey(taken));
        string suffix = Amazon.RegionEndpoint.GetBySystemName(call.Service.Region).PartitionDnsSuffix;
        JsonObject api = new()
        {
            ["apiId"] = id,
            ["name"] = name,
            ["protocolType"] = protocol,
            ["apiEndpoint"] = $"{(protocol == "HTTP" ? "https" : "wss")}://{id}.execute-api.{call.Service.Region}.{suffix}",
            ["apiKeySelectionExpression"] = call.Text("apiKeySelectionExpression") ?? "$request.header.x-api-key",
            ["routeSelectionExpression"] = call.Text("routeSelectionExpression") ?? "$request.method $request.path",
            ["disableExecuteApiEndpoint"] = call.Boolean("disableExecuteApiEndpoint") ?? false,
            ["ipAddressType"] = call.Text("ipAddressType") ?? "ipv4",
            ["createdDate"] = Date(call),
            ["tags"] = call.TextMap("tags") ?? [],
        };
        call.CopyTexts(api, "description", "version");
        if (call.Object("corsConfiguration") is { } cors)
        {
            api["corsConfiguration"] = cors;
        }

        call.State.V2Apis.Add(id, api);
        return Answer.Created(Answer.Copy(api));
    }

    private static LabResponse Delete(ApiCall call)
    {
        Find(call);
        call.State.V2Apis.Remove(call.Label("api_id"));
        return Answer.Nothing(204);
    }
}
