using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// CreateStage, GetStage, GetStages (everything, in <c>item</c>), UpdateStage, DeleteStage, and the flushing of caches, which do not
/// exist here.
/// </summary>
internal static class StageOperations
{
    private static readonly string[] OptionalMaps = ["tags", "variables", "accessLogSettings"];

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/restapis/{restapi_id}/stages", Create),
            new("GET", "/restapis/{restapi_id}/stages", List),
            new("GET", "/restapis/{restapi_id}/stages/{stage_name}", call => Answer.Ok(View(Find(call)))),
            new("DELETE", "/restapis/{restapi_id}/stages/{stage_name}", Delete),
            new("DELETE", "/restapis/{restapi_id}/stages/{stage_name}/cache/data", Flush),
            new("DELETE", "/restapis/{restapi_id}/stages/{stage_name}/cache/authorizers", FlushAuthorizers),
        ];

    /// <summary>The stage that the path names.</summary>
    public static JsonObject Find(ApiCall call) =>
        call.RestApi().Stages.TryGetValue(call.Label("stage_name"), out JsonObject? stage) ? stage : throw ApiFault.UnknownStage();

    /// <summary>A stage with the defaults.</summary>
    public static JsonObject New(ApiCall call, string name, string deploymentId) =>
        new()
        {
            ["deploymentId"] = deploymentId,
            ["stageName"] = name,
            ["cacheClusterEnabled"] = false,
            ["cacheClusterStatus"] = "NOT_AVAILABLE",
            ["methodSettings"] = new JsonObject(),
            ["tracingEnabled"] = false,
            ["createdDate"] = call.Seconds,
            ["lastUpdatedDate"] = call.Seconds,
        };

    /// <summary>Copies what both CreateStage and CreateDeployment may specify about a stage.</summary>
    public static void Settings(ApiCall call, JsonObject stage)
    {
        if (call.Boolean("cacheClusterEnabled") is { } cache)
        {
            stage["cacheClusterEnabled"] = cache;
            stage["cacheClusterStatus"] = cache ? "AVAILABLE" : "NOT_AVAILABLE";
        }

        call.CopyTexts(stage, "cacheClusterSize");
        if (call.Boolean("tracingEnabled") is { } tracing)
        {
            stage["tracingEnabled"] = tracing;
        }

        if (call.TextMap("variables") is { Count: > 0 } variables)
        {
            stage["variables"] = variables;
        }
    }

    /// <summary>A copy for an answer: empty maps are not shown, method settings are.</summary>
    public static JsonObject View(JsonObject stage) =>
        Answer.Without(stage, OptionalMaps.Where(name => stage[name] is JsonObject { Count: 0 }).ToArray());

    private static LabResponse Create(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        string name = call.Text("stageName") ?? string.Empty;
        DeploymentOperations.CheckStageName(name);
        string deployment = call.Text("deploymentId") ?? string.Empty;
        CheckDeployment(api, deployment);
        if (api.Stages.ContainsKey(name))
        {
            throw ApiFault.Conflict("Stage already exists");
        }

        DocumentationVersionOperations.Check(api, call.Text("documentationVersion"));
        JsonObject stage = New(call, name, deployment);
        call.CopyTexts(stage, "description", "documentationVersion");
        Settings(call, stage);
        if (call.Object("canarySettings") is { } canary)
        {
            string of = Scalar.Text(canary["deploymentId"]) ?? deployment;
            CheckDeployment(api, of);
            stage["canarySettings"] = CanarySettings.Create(canary, of);
        }

        if (call.TextMap("tags") is { Count: > 0 } tags)
        {
            stage["tags"] = tags;
        }

        api.Stages.Add(name, stage);
        return Answer.Created(View(stage));
    }

    public static void CheckDeployment(LabRestApi api, string id)
    {
        if (!api.Deployments.ContainsKey(id))
        {
            throw ApiFault.BadRequest("Deployment id does not exist");
        }
    }

    private static LabResponse List(ApiCall call)
    {
        string? deployment = call.Query("deploymentId");
        IEnumerable<JsonObject> stages = call.RestApi()
            .Stages.Where(stage => deployment is null || (string?)stage.Value["deploymentId"] == deployment)
            .OrderBy(stage => stage.Key, StringComparer.Ordinal)
            .Select(stage => View(stage.Value));
        return Answer.Ok(new JsonObject { ["item"] = new JsonArray([.. stages]) });
    }

    private static LabResponse Delete(ApiCall call)
    {
        Find(call);
        if (BasePathMappingOperations.To(call, call.RestApi().Id, call.Label("stage_name")) is { Count: > 0 } mapped)
        {
            throw ApiFault.BadRequest(
                $"Deleting stage {call.Label("stage_name")} failed. Please remove all base path mappings related to the stage "
                    + $"in your domains: {string.Join(", ", mapped.Select(domain => domain.Name))}"
            );
        }

        call.RestApi().Stages.Remove(call.Label("stage_name"));
        return Answer.Nothing(202);
    }

    private static LabResponse Flush(ApiCall call)
    {
        Find(call);
        return Answer.Nothing(202);
    }

    private static LabResponse FlushAuthorizers(ApiCall call)
    {
        Find(call);
        call.State.Authorizers.Flush(call.Label("restapi_id"), call.Label("stage_name"));
        return Answer.Nothing(202);
    }
}
