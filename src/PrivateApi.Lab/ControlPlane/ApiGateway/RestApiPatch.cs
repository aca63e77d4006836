using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>UpdateRestApi: all operations of a call take effect, or none.</summary>
internal static class RestApiPatch
{
    public static LabResponse Update(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        IReadOnlyList<PatchOperation> operations = PatchOperation.ParseAll(call, "updateRestApi");
        RestApiView.RefuseWhileUpdating(call, api);
        JsonObject draft = Answer.Copy(api.Wire);
        foreach (PatchOperation operation in operations)
        {
            Apply(call, api, draft, operation);
        }

        JsonObject before = (JsonObject)api.Wire["endpointConfiguration"]!;
        JsonObject after = (JsonObject)draft["endpointConfiguration"]!;
        EndpointConfiguration.Check(after);
        if (
            !JsonNode.DeepEquals(before["types"], after["types"])
            && BasePathMappingOperations.To(call, api.Id).Any(domain => domain.IsPrivate)
        )
        {
            // Developer guide, "Custom domain names for private APIs"; the message is ours.
            throw ApiFault.BadRequest("The endpoint type cannot be changed while the API is mapped to a private custom domain name.");
        }

        RestApiOperations.CheckAccessMode((string?)draft["endpointAccessMode"], (string?)draft["securityPolicy"]);
        bool endpointChanged = !JsonNode.DeepEquals(before, after);
        api.Replace(draft, api.Definition);
        if (endpointChanged)
        {
            RestApiView.BeginUpdate(call, api);
        }

        return Answer.Ok(RestApiView.Create(call, api, emptyTags: true));
    }

    private static void Apply(ApiCall call, LabRestApi api, JsonObject draft, PatchOperation operation)
    {
        JsonObject endpoint = (JsonObject)draft["endpointConfiguration"]!;
        switch (operation.Segments)
        {
            case ["name"]:
                operation.Only("replace");
                draft["name"] = string.IsNullOrEmpty(operation.Value)
                    ? throw ApiFault.BadRequest("API name must be non-empty")
                    : operation.Value;
                break;
            case ["description"] or ["version"]:
                operation.Only("replace", "add", "remove");
                SetOrRemove(draft, operation.Segments[0], operation);
                break;
            case ["policy"]:
                operation.Only("replace", "add", "remove");
                draft["policy"] = operation.Op == "remove" ? null : ResourcePolicy.Save(call, api.Id, operation.Value);
                break;
            case ["apiKeySource"]:
                operation.Only("replace");
                draft["apiKeySource"] = operation.Value is "HEADER" or "AUTHORIZER"
                    ? operation.Value
                    : throw ApiFault.BadRequest("Invalid API key source specified. Valid options are HEADER,AUTHORIZER");
                break;
            case ["disableExecuteApiEndpoint"]:
                operation.Only("replace");
                draft["disableExecuteApiEndpoint"] = string.Equals(operation.Value, "true", StringComparison.OrdinalIgnoreCase);
                break;
            case ["minimumCompressionSize"]:
                operation.Only("replace");
                draft["minimumCompressionSize"] = RestApiOperations.CompressionSize(operation.Value);
                break;
            case ["securityPolicy"]:
                operation.Only("replace");
                draft["securityPolicy"] = RestApiOperations.CheckSecurityPolicy(operation.Value);
                break;
            case ["endpointAccessMode"]:
                operation.Only("replace", "remove");
                draft["endpointAccessMode"] =
                    operation.Op == "remove" || string.IsNullOrEmpty(operation.Value) ? null : RestApiOperations.CheckMode(operation.Value);
                break;
            case ["binaryMediaTypes", string type]:
                PatchMediaTypes(draft, operation, type);
                break;
            case ["endpointConfiguration", "types", ..]:
                PatchType(draft, endpoint, operation);
                break;
            case ["endpointConfiguration", "ipAddressType"]:
                operation.Only("replace");
                EndpointConfiguration.SetAddressType(endpoint, operation.Value);
                break;
            case ["endpointConfiguration", "vpcEndpointIds", ..]:
                PatchAssociation(endpoint, operation);
                break;
            default:
                throw operation.InvalidPath();
        }
    }

    private static void SetOrRemove(JsonObject draft, string name, PatchOperation operation) =>
        draft[name] = operation.Op == "remove" || string.IsNullOrEmpty(operation.Value) ? null : operation.Value;

    private static void PatchType(JsonObject draft, JsonObject endpoint, PatchOperation operation)
    {
        // The text names remove, which is refused all the same.
        if (operation.Op is not ("add" or "replace"))
        {
            throw ApiFault.BadRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'");
        }

        // Assumed: adding a second type has the same result as creating such an API.
        string old = (string)endpoint["types"]![0]!;
        string place = operation.Segments.Count > 2 ? operation.Segments[2] : "0";
        if (operation.Op == "add" && operation.Value != old)
        {
            throw ApiFault.BadRequest("Cannot create an api with multiple Endpoint Types.");
        }

        // The type that the path names need not be the API's.
        if (place != "0" && !EndpointConfiguration.IsType(place))
        {
            throw operation.InvalidPath();
        }

        if (operation.Value != old && (string?)draft["endpointAccessMode"] == "STRICT")
        {
            throw ApiFault.BadRequest("The endpoint type cannot be changed while the endpoint access mode is STRICT.");
        }

        EndpointConfiguration.Migrate(endpoint, operation.Value);
    }

    private static void PatchAssociation(JsonObject endpoint, PatchOperation operation)
    {
        operation.Only("add", "remove");
        string id = operation.Value ?? (operation.Segments.Count > 2 ? operation.Segments[2] : throw operation.InvalidPath());
        if (operation.Op == "add")
        {
            EndpointConfiguration.Associate(endpoint, id);
        }
        else
        {
            EndpointConfiguration.Disassociate(endpoint, id);
        }
    }

    private static void PatchMediaTypes(JsonObject draft, PatchOperation operation, string type)
    {
        operation.Only("add", "replace", "remove");
        List<string> types = [.. Scalar.Texts(draft["binaryMediaTypes"])];
        if (operation.Op != "add")
        {
            types.Remove(type);
        }

        string? added = operation.Op switch
        {
            "add" => type,
            "replace" => operation.Value ?? throw operation.InvalidPath(),
            _ => null,
        };
        if (added is not null && !types.Contains(added))
        {
            types.Add(added);
        }

        draft["binaryMediaTypes"] = types.Count == 0 ? null : new JsonArray([.. types]);
    }
}
