using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateRequestValidator, GetRequestValidator(s), UpdateRequestValidator, DeleteRequestValidator.</summary>
internal static class RequestValidatorOperations
{
    private const string Path = "/restapis/{restapi_id}/requestvalidators";

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new(
                "GET",
                Path,
                call =>
                    Page.Create(
                        call,
                        call.RestApi().Definition.RequestValidators.Select(v => KeyValuePair.Create(v.Key, Answer.Copy(v.Value)))
                    )
            ),
            new("GET", Path + "/{requestvalidator_id}", call => Answer.Ok(Answer.Copy(Find(call).Validator))),
            new("PATCH", Path + "/{requestvalidator_id}", Update),
            new("DELETE", Path + "/{requestvalidator_id}", Delete),
        ];

    private static (LabRestApi Api, JsonObject Validator) Find(ApiCall call) =>
        call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api)
        && api.Definition.RequestValidators.TryGetValue(call.Label("requestvalidator_id"), out JsonObject? validator)
            ? (api, validator)
            : throw ApiFault.NotFound("Invalid Request Validator identifier specified");

    private static LabResponse Create(ApiCall call)
    {
        if (!call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api))
        {
            throw ApiFault.BadRequest("Invalid REST API identifier specified");
        }

        JsonObject validator = new() { ["id"] = call.NewId(6, api.Definition.RequestValidators.ContainsKey) };
        call.CopyTexts(validator, "name");
        validator["validateRequestBody"] = call.Boolean("validateRequestBody") ?? false;
        validator["validateRequestParameters"] = call.Boolean("validateRequestParameters") ?? false;
        api.Definition.RequestValidators[(string)validator["id"]!] = validator;
        return Answer.Created(Answer.Copy(validator));
    }

    private static LabResponse Update(ApiCall call)
    {
        (_, JsonObject validator) = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateRequestValidator"))
        {
            StrictPatch.Only(operation, "/name", "/validateRequestParameters", "/validateRequestBody");
            if (operation.Path == "/name")
            {
                validator["name"] = string.IsNullOrEmpty(operation.Value)
                    ? throw ApiFault.BadRequest("Request Validator name cannot be blank")
                    : operation.Value;
            }
            else
            {
                validator[operation.Segments[0]] = string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase);
            }
        }

        return Answer.Ok(Answer.Copy(validator));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (LabRestApi api, JsonObject validator) = Find(call);
        api.Definition.RequestValidators.Remove((string)validator["id"]!);
        return Answer.Nothing(202);
    }
}
