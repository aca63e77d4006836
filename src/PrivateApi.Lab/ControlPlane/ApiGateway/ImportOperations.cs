using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway.Import;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>ImportRestApi and PutRestApi.</summary>
internal static class ImportOperations
{
    public static IEnumerable<Route> Routes => [new("PUT", "/restapis/{restapi_id}", Put)];

    /// <summary>ImportRestApi: a new API, edge-optimized unless the parameters say otherwise.</summary>
    public static LabResponse Import(ApiCall call)
    {
        JsonObject definition = DefinitionText.Read(call.Service.Request.Body);
        JsonObject given = [];
        if (call.Query("endpointConfigurationTypes") is { Length: > 0 } types)
        {
            given["types"] = new JsonArray([.. types.Split(',').Select(type => type.Trim()).ToArray()]);
            if (EndpointConfiguration.Violations(given).Any())
            {
                throw ApiFault.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE");
            }
        }

        LabRestApi api = RestApiOperations.Add(call, "importing", EndpointConfiguration.Create(given));
        try
        {
            IReadOnlyList<string> warnings = Apply(call, api, definition, ImportMode.Merge);
            return Answer.Created(View(call, api, warnings, emptyTags: false));
        }
        catch (AwsFault)
        {
            call.State.RestApis.Remove(api.Id);
            throw;
        }
    }

    private static LabResponse Put(ApiCall call)
    {
        // The body is checked before the id: an invalid body is refused even for an API that does not exist.
        JsonObject definition = DefinitionText.Read(call.Service.Request.Body);
        LabRestApi api = call.RestApi();
        RestApiView.RefuseWhileUpdating(call, api);
        ImportMode mode = Mode(call);
        IReadOnlyList<string> warnings = Apply(call, api, definition, mode);
        RestApiView.BeginUpdate(call, api);
        return Answer.Ok(View(call, api, warnings, emptyTags: true));
    }

    /// <summary>What the call says about what exists.</summary>
    public static ImportMode Mode(ApiCall call) =>
        call.Query("mode") switch
        {
            null or "" or "merge" => ImportMode.Merge,
            "overwrite" => ImportMode.Overwrite,
            string other => throw ApiFault.Validation([ApiFault.NotInEnum(other, "mode", ["merge", "overwrite"])]),
        };

    private static JsonObject View(ApiCall call, LabRestApi api, IReadOnlyList<string> warnings, bool emptyTags)
    {
        JsonObject view = RestApiView.Create(call, api, emptyTags);
        if (warnings.Count > 0)
        {
            view["warnings"] = new JsonArray([.. warnings]);
        }

        return view;
    }

    /// <summary>Imports into a draft, and takes the draft over if nothing was refused.</summary>
    private static IReadOnlyList<string> Apply(ApiCall call, LabRestApi api, JsonObject document, ImportMode mode)
    {
        JsonObject wire = Answer.Copy(api.Wire);
        ApiDefinition definition = mode == ImportMode.Merge ? api.Definition.DeepClone() : Emptied(api.Definition);
        ImportReport report = new();
        Dialect dialect = Dialect.Detect(document);
        Dictionary<string, string> formerIds = api.Definition.Resources.Values.ToDictionary(
            resource => (string)resource["path"]!,
            resource => (string)resource["id"]!
        );
        new ApiImport(call, api.Id, wire, definition, dialect, mode, report).Run(Prefix(call, dialect), formerIds);
        report.Check(call.Flag("failonwarnings"));
        api.Replace(wire, definition);
        return report.Warnings;
    }

    /// <summary>Overwriting is assumed to drop everything except the root; a path that comes again keeps its id.</summary>
    private static ApiDefinition Emptied(ApiDefinition old)
    {
        JsonObject root = Answer.Without(old.Resources.Values.Single(resource => resource["parentId"] is null), "resourceMethods");
        return new ApiDefinition { Resources = { [(string)root["id"]!] = root } };
    }

    private static string Prefix(ApiCall call, Dialect dialect)
    {
        string basePath = dialect.BasePath;
        return call.Query("basepath") switch
        {
            null or "" or "ignore" => string.Empty,
            "prepend" => basePath,
            "split" => basePath.Length > 1 && basePath.IndexOf('/', 1) is > 0 and int second ? basePath[second..] : string.Empty,
            string other => throw ApiFault.BadRequest(
                $"Invalid basepath parameter specified: {other}. Must be one of: ignore, prepend, split"
            ),
        };
    }
}
