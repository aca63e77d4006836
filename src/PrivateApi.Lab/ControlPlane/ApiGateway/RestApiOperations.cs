using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateRestApi, GetRestApi, GetRestApis, UpdateRestApi, DeleteRestApi.</summary>
internal static class RestApiOperations
{
    public const int MaximumCompressionSize = 10485760;

    private static readonly string[] KeySources = ["HEADER", "AUTHORIZER"];
    private static readonly string[] AccessModes = ["BASIC", "STRICT"];

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/restapis", call => call.Query("mode") == "import" ? ImportOperations.Import(call) : Create(call)),
            new(
                "GET",
                "/restapis",
                call =>
                    Page.Create(call, call.State.RestApis.Select(api => KeyValuePair.Create(api.Key, RestApiView.Create(call, api.Value))))
            ),
            new("GET", "/restapis/{restapi_id}", call => Answer.Ok(RestApiView.Create(call, call.RestApi(), emptyTags: true))),
            new("PATCH", "/restapis/{restapi_id}", RestApiPatch.Update),
            new("DELETE", "/restapis/{restapi_id}", Delete),
        ];

    /// <summary>An API with nothing but its root resource; the default models only come with CreateRestApi.</summary>
    public static LabRestApi Add(ApiCall call, string name, JsonObject endpointConfiguration)
    {
        string id = call.NewId(10, call.State.RestApis.ContainsKey);
        string root = call.Service.Store.Ids.ApiGateway(10);
        LabRestApi api = new()
        {
            Wire = new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["createdDate"] = call.Seconds,
                ["apiKeySource"] = "HEADER",
                ["endpointConfiguration"] = endpointConfiguration,
                ["disableExecuteApiEndpoint"] = false,
                ["rootResourceId"] = root,
                ["tags"] = new JsonObject(),
            },
            Definition = new ApiDefinition
            {
                Resources =
                {
                    [root] = new JsonObject { ["id"] = root, ["path"] = "/" },
                },
            },
        };
        call.State.RestApis.Add(id, api);
        return api;
    }

    private static LabResponse Create(ApiCall call)
    {
        JsonObject? configuration = call.Object("endpointConfiguration");
        List<string> violations = [.. EndpointConfiguration.Violations(configuration), .. Enumerations(call)];
        if (violations.Count > 0)
        {
            throw ApiFault.Validation(violations);
        }

        if (string.IsNullOrEmpty(call.Text("name")))
        {
            throw ApiFault.BadRequest("API name must be non-empty");
        }

        if (call.Text("description") is { Length: 0 })
        {
            throw ApiFault.BadRequest("Description cannot be an empty string");
        }

        int? compression = CompressionSize(call.Body["minimumCompressionSize"]);
        LabRestApi? origin = call.Text("cloneFrom") is { } from
            ? call.State.RestApis.GetValueOrDefault(from) ?? throw ApiFault.UnknownApi(call, from)
            : null;
        JsonObject endpoint = EndpointConfiguration.Create(configuration);
        CheckAccessMode(call.Text("endpointAccessMode"), call.Text("securityPolicy"));

        // The ARN in a policy needs the API's id, so a refused policy removes the new API again.
        LabRestApi api = Add(call, call.Text("name")!, endpoint);
        try
        {
            api.Wire["policy"] = ResourcePolicy.Save(call, api.Id, call.Text("policy"));
        }
        catch (AwsFault)
        {
            call.State.RestApis.Remove(api.Id);
            throw;
        }

        if (origin is null)
        {
            DefaultModels.AddTo(call, api.Definition);
        }
        else
        {
            Clone(origin, api);
        }

        call.CopyTexts(api.Wire, "description", "version", "apiKeySource", "securityPolicy", "endpointAccessMode");
        if (call.Texts("binaryMediaTypes") is { Count: > 0 } types)
        {
            api.Wire["binaryMediaTypes"] = new JsonArray([.. types]);
        }

        if (compression is { } size)
        {
            api.Wire["minimumCompressionSize"] = size;
        }

        api.Wire["disableExecuteApiEndpoint"] = call.Boolean("disableExecuteApiEndpoint") ?? false;
        api.Wire["tags"] = call.TextMap("tags") ?? [];
        return Answer.Created(RestApiView.Create(call, api));
    }

    /// <summary>A definition's ids are its own API's: resources get new ones, and references to them are updated.</summary>
    private static void Clone(LabRestApi origin, LabRestApi api)
    {
        string newRoot = (string)api.Wire["rootResourceId"]!;
        string oldRoot = (string)origin.Wire["rootResourceId"]!;
        ApiDefinition copy = origin.Definition.DeepClone();
        JsonObject root = copy.Resources[oldRoot];
        copy.Resources.Remove(oldRoot);
        root["id"] = newRoot;
        copy.Resources.Add(newRoot, root);
        foreach (JsonObject child in copy.Resources.Values.Where(resource => (string?)resource["parentId"] == oldRoot))
        {
            child["parentId"] = newRoot;
        }

        api.Definition = copy;
        foreach (string name in new[] { "description", "version", "apiKeySource", "binaryMediaTypes", "minimumCompressionSize" })
        {
            if (origin.Wire[name] is { } value)
            {
                api.Wire[name] = value.DeepClone();
            }
        }
    }

    private static LabResponse Delete(ApiCall call)
    {
        if (BasePathMappingOperations.To(call, call.RestApi().Id) is { Count: > 0 } mapped)
        {
            throw ApiFault.BadRequest(
                "Deleting RestApi failed. Please remove all base path mappings related to the RestApi in your domains: "
                    + $"{string.Join(", ", mapped.Select(domain => domain.Name))}"
            );
        }

        call.State.RestApis.Remove(call.RestApi().Id);
        return Answer.Nothing(202);
    }

    private static IEnumerable<string> Enumerations(ApiCall call)
    {
        if (call.Text("apiKeySource") is { } source && !KeySources.Contains(source))
        {
            yield return ApiFault.NotInEnum(source, "createRestApiInput.apiKeySource", KeySources);
        }

        if (call.Text("endpointAccessMode") is { } mode && !AccessModes.Contains(mode))
        {
            yield return ApiFault.NotInEnum(mode, "createRestApiInput.endpointAccessMode", AccessModes);
        }
    }

    /// <summary>
    /// Access modes can be used only with the new family of security policies (API Gateway's security policies page); the message
    /// is ours.
    /// </summary>
    public static void CheckAccessMode(string? mode, string? securityPolicy)
    {
        if (!string.IsNullOrEmpty(mode) && securityPolicy?.StartsWith("SecurityPolicy_", StringComparison.Ordinal) != true)
        {
            throw ApiFault.BadRequest(
                "Endpoint access mode can only be specified with a security policy that starts with SecurityPolicy_."
            );
        }
    }

    /// <summary>A security policy that exists; empty if the API has none of its own.</summary>
    /// <exception cref="AwsFault">There is no such policy.</exception>
    public static string? CheckSecurityPolicy(string? policy) =>
        policy switch
        {
            null or "" => null,
            "TLS_1_0" or "TLS_1_2" => policy,
            _ when policy.StartsWith("SecurityPolicy_", StringComparison.Ordinal) => policy,
            _ => throw ApiFault.BadRequest($"Invalid security policy specified: {policy}"),
        };

    /// <summary>An access mode that exists.</summary>
    /// <exception cref="AwsFault">There is no such mode.</exception>
    public static string CheckMode(string mode) =>
        AccessModes.Contains(mode)
            ? mode
            : throw ApiFault.BadRequest($"Invalid endpoint access mode specified. Valid options are {string.Join(',', AccessModes)}");

    public static int? CompressionSize(JsonNode? value)
    {
        if (value is null || Scalar.Loose(value) is "")
        {
            return null;
        }

        return Scalar.Integer(value) is { } size and >= 0 and <= MaximumCompressionSize
            ? size
            : throw ApiFault.BadRequest($"Invalid minimum compression size, must be between 0 and {MaximumCompressionSize}");
    }
}
