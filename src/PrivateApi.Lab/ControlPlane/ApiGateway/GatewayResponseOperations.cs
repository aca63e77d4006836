using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// PutGatewayResponse, GetGatewayResponse(s), UpdateGatewayResponse, DeleteGatewayResponse. Types that are not customised have their
/// defaults.
/// </summary>
internal static class GatewayResponseOperations
{
    private const string Path = "/restapis/{restapi_id}/gatewayresponses";

    public static IEnumerable<Route> Routes =>
        [
            new("GET", Path, List),
            new("PUT", Path + "/{response_type}", Put),
            new("GET", Path + "/{response_type}", call => Answer.Ok(Current(call))),
            new("PATCH", Path + "/{response_type}", Update),
            new("DELETE", Path + "/{response_type}", Delete),
        ];

    private static LabResponse List(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        return Page.Create(
            call,
            GatewayResponseTypes.All.Select(type => KeyValuePair.Create(type, GatewayResponseTypes.Effective(api.Definition, type)))
        );
    }

    private static JsonObject Current(ApiCall call)
    {
        string type = call.Label("response_type");
        GatewayResponseTypes.Check(type);
        return GatewayResponseTypes.Effective(call.RestApi().Definition, type);
    }

    private static LabResponse Put(ApiCall call)
    {
        string type = call.Label("response_type");
        JsonObject response = GatewayResponseTypes.Customise(type, call.Body);
        call.RestApi().Definition.GatewayResponses[type] = response;
        return Answer.Created(Answer.Copy(response));
    }

    private static LabResponse Update(ApiCall call)
    {
        IReadOnlyList<PatchOperation> operations = PatchOperation.ParseAll(call, "updateGatewayResponse");
        JsonObject draft = Current(call);
        draft["defaultResponse"] = false;
        foreach (PatchOperation operation in operations)
        {
            switch (operation.Segments)
            {
                case ["statusCode"] when operation.Op == "replace":
                    draft["statusCode"] =
                        operation.Value is { } status && StatusCodes.IsValid(status)
                            ? status
                            : throw ApiFault.BadRequest($"Invalid status code specified: {operation.Value}");
                    break;
                case ["responseParameters" or "responseTemplates", _, ..]:
                    if (operation.Op != "remove" && string.IsNullOrEmpty(operation.Value))
                    {
                        throw ApiFault.BadRequest($"Invalid null or empty value in {operation.Segments[0]}");
                    }

                    MapPatch.Apply(
                        draft,
                        operation.Segments[0],
                        operation,
                        operation.Value,
                        ApiFault.NotFound("Invalid parameter name specified")
                    );
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        call.RestApi().Definition.GatewayResponses[call.Label("response_type")] = draft;
        return Answer.Ok(Answer.Copy(draft));
    }

    private static LabResponse Delete(ApiCall call)
    {
        GatewayResponseTypes.Check(call.Label("response_type"));
        return call.RestApi().Definition.GatewayResponses.Remove(call.Label("response_type"))
            ? Answer.Nothing(202)
            : throw ApiFault.NotFound("Gateway response type not defined on api");
    }
}
