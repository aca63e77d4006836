using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateAuthorizer, GetAuthorizer(s), UpdateAuthorizer, DeleteAuthorizer.</summary>
internal static class AuthorizerOperations
{
    private const string Path = "/restapis/{restapi_id}/authorizers";

    private static readonly string[] Types = ["TOKEN", "REQUEST", "COGNITO_USER_POOLS"];

    public static IEnumerable<Route> Routes =>
        [
            new("POST", Path, Create),
            new(
                "GET",
                Path,
                call =>
                    Page.Create(call, call.RestApi().Definition.Authorizers.Select(a => KeyValuePair.Create(a.Key, Answer.Copy(a.Value))))
            ),
            new("GET", Path + "/{authorizer_id}", call => Answer.Ok(Answer.Copy(Find(call).Authorizer))),
            new("PATCH", Path + "/{authorizer_id}", Update),
            new("DELETE", Path + "/{authorizer_id}", Delete),
        ];

    /// <summary>The authorizer that the path names.</summary>
    public static (LabRestApi Api, JsonObject Authorizer) Find(ApiCall call) =>
        call.RestApi() is { } api && api.Definition.Authorizers.TryGetValue(call.Label("authorizer_id"), out JsonObject? authorizer)
            ? (api, authorizer)
            : throw ApiFault.NotFound("Invalid Authorizer identifier specified");

    private static LabResponse Create(ApiCall call)
    {
        if (!call.State.RestApis.TryGetValue(call.Label("restapi_id"), out LabRestApi? api))
        {
            // Unexpected, but this is what the service was recorded to return.
            throw ApiFault.Conflict("Unable to complete operation due to concurrent modification. Please try again later.");
        }

        string type = call.Text("type") ?? string.Empty;
        if (!Types.Contains(type))
        {
            throw ApiFault.Validation([ApiFault.NotInEnum(type, "createAuthorizerInput.type", Types)]);
        }

        string name = call.Text("name") ?? string.Empty;
        if (api.Definition.Authorizers.Values.Any(other => (string?)other["name"] == name))
        {
            throw ApiFault.BadRequest("Authorizer name must be unique. Authorizer already exists in this RestApi with name " + name);
        }

        JsonObject authorizer = new()
        {
            ["id"] = call.NewId(6, api.Definition.Authorizers.ContainsKey),
            ["name"] = name,
            ["type"] = type,
        };
        if (call.Texts("providerARNs") is { Count: > 0 } providers)
        {
            authorizer["providerARNs"] = new JsonArray([.. providers]);
        }

        authorizer["authType"] = call.Text("authType") ?? (type == "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom");
        call.CopyTexts(authorizer, "authorizerUri", "authorizerCredentials", "identitySource", "identityValidationExpression");
        if (Ttl(call.Body["authorizerResultTtlInSeconds"]) is { } seconds)
        {
            authorizer["authorizerResultTtlInSeconds"] = seconds;
        }

        Check(authorizer);
        api.Definition.Authorizers[(string)authorizer["id"]!] = authorizer;
        return Answer.Created(Answer.Copy(authorizer));
    }

    private static int? Ttl(JsonNode? value) =>
        value is null ? null
        : Scalar.Integer(value) is { } seconds and >= 0 and <= 3600 ? seconds
        : throw ApiFault.BadRequest("Authorizer result TTL must be between 0 and 3600 seconds");

    private static void Check(JsonObject authorizer)
    {
        if ((string?)authorizer["type"] == "COGNITO_USER_POOLS")
        {
            if (authorizer["providerARNs"] is not JsonArray { Count: > 0 })
            {
                throw ApiFault.BadRequest("Invalid Cognito user pool ARN specified");
            }
        }
        else
        {
            IntegrationRules.CheckUri("AWS", (string?)authorizer["authorizerUri"]);
        }
    }

    private static LabResponse Update(ApiCall call)
    {
        (LabRestApi api, JsonObject authorizer) = Find(call);
        JsonObject draft = Answer.Copy(authorizer);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateAuthorizer"))
        {
            switch (operation.Segments)
            {
                case [
                    "name"
                    or "type"
                    or "authType"
                    or "authorizerUri"
                    or "authorizerCredentials"
                    or "identitySource"
                    or "identityValidationExpression",
                ]:
                    operation.Only("replace");
                    draft[operation.Segments[0]] = string.IsNullOrEmpty(operation.Value) ? null : operation.Value;
                    break;
                case ["authorizerResultTtlInSeconds"]:
                    operation.Only("replace");
                    draft["authorizerResultTtlInSeconds"] = Ttl(operation.Value);
                    break;
                case ["providerARNs"]:
                    operation.Only("add", "remove");
                    List<string> providers = [.. Scalar.Texts(draft["providerARNs"])];
                    providers.Remove(operation.Value ?? string.Empty);
                    if (operation.Op == "add" && operation.Value is { } added)
                    {
                        providers.Add(added);
                    }

                    draft["providerARNs"] = new JsonArray([.. providers]);
                    break;
                default:
                    throw operation.InvalidPath();
            }
        }

        Check(draft);
        api.Definition.Authorizers[(string)authorizer["id"]!] = draft;
        return Answer.Ok(Answer.Without(draft));
    }

    private static LabResponse Delete(ApiCall call)
    {
        (LabRestApi api, JsonObject authorizer) = Find(call);
        string id = (string)authorizer["id"]!;
        foreach (JsonObject resource in api.Definition.Resources.Values)
        {
            foreach ((string verb, JsonNode? method) in resource["resourceMethods"] as JsonObject ?? [])
            {
                // The service refuses it; the message is assumed, modelled on the one for models.
                if ((string?)method!["authorizerId"] == id)
                {
                    throw ApiFault.Conflict(
                        $"Cannot delete authorizer '{(string?)authorizer["name"]}', is referenced in method: "
                            + $"{(string?)resource["path"]}/{verb}"
                    );
                }
            }
        }

        api.Definition.Authorizers.Remove(id);
        return Answer.Nothing(202);
    }
}
