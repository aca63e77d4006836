using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>CreateDeployment (a true snapshot), GetDeployment(s), UpdateDeployment, DeleteDeployment.</summary>
internal static partial class DeploymentOperations
{
    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/restapis/{restapi_id}/deployments", Create),
            new(
                "GET",
                "/restapis/{restapi_id}/deployments",
                call => Page.Create(call, call.RestApi().Deployments.Select(d => KeyValuePair.Create(d.Key, Answer.Copy(d.Value.Wire))))
            ),
            new("GET", "/restapis/{restapi_id}/deployments/{deployment_id}", Get),
            new("PATCH", "/restapis/{restapi_id}/deployments/{deployment_id}", Update),
            new("DELETE", "/restapis/{restapi_id}/deployments/{deployment_id}", Delete),
        ];

    public static void CheckStageName(string name)
    {
        // Letters, digits, hyphens, underscores, at most 128: API_CreateStage. The message is not documented.
        if (!StageName().IsMatch(name))
        {
            throw ApiFault.BadRequest("Stage name only allows a-zA-Z0-9_- and must be between 1 and 128 characters long");
        }
    }

    private static LabResponse Create(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        string? stageName = call.Text("stageName");
        JsonObject? canary = call.Object("canarySettings");
        if (canary is not null)
        {
            CheckCanary(call, api, stageName);
        }

        if (!string.IsNullOrEmpty(stageName))
        {
            CheckStageName(stageName);
        }

        LabDeployment deployment = Snapshot(call, api);
        string id = (string)deployment.Wire["id"]!;
        api.Deployments.Add(id, deployment);
        if (canary is not null)
        {
            api.Stages[stageName!]["canarySettings"] = CanarySettings.Create(canary, id);
            Touch(call, api.Stages[stageName!]);
        }
        else if (!string.IsNullOrEmpty(stageName))
        {
            Point(call, api, stageName, id);
        }

        return Answer.Created(Answer.Copy(deployment.Wire));
    }

    /// <summary>Takes the snapshot, or refuses what cannot be deployed.</summary>
    private static LabDeployment Snapshot(ApiCall call, LabRestApi api)
    {
        List<JsonObject> methods = Methods(api.Definition).ToList();
        if (methods.Count == 0)
        {
            throw ApiFault.BadRequest("The REST API doesn't contain any methods");
        }

        if (methods.Any(method => method["methodIntegration"] is null))
        {
            throw ApiFault.BadRequest("No integration defined for method");
        }

        if (api.IsPrivate && api.Policy is null)
        {
            throw ApiFault.BadRequest("Private REST API doesn't have a resource policy attached to it");
        }

        JsonObject wire = new() { ["id"] = call.NewId(6, api.Deployments.ContainsKey) };
        call.CopyTexts(wire, "description");
        wire["createdDate"] = Created(call, api);
        return new LabDeployment
        {
            Wire = wire,
            RestApi = Answer.Copy(api.Wire),
            Policy = api.Policy,
            Definition = api.Definition.DeepClone(),
        };
    }

    // AWS lets an account deploy once in five seconds, so that no two deployments have one time; here they would.
    private static long Created(ApiCall call, LabRestApi api) =>
        api.Deployments.Values.Select(deployment => (long)deployment.Wire["createdDate"]! + 1).Append(call.Seconds).Max();

    /// <summary>Creates the stage or points it to the deployment; what the call does not mention stays.</summary>
    private static void Point(ApiCall call, LabRestApi api, string stageName, string deploymentId)
    {
        if (!api.Stages.TryGetValue(stageName, out JsonObject? stage))
        {
            stage = StageOperations.New(call, stageName, deploymentId);
            api.Stages.Add(stageName, stage);
        }

        stage["deploymentId"] = deploymentId;
        if (call.Text("stageDescription") is { } description)
        {
            stage["description"] = description;
        }

        StageOperations.Settings(call, stage);
        Touch(call, stage);
    }

    private static void Touch(ApiCall call, JsonObject stage) => stage["lastUpdatedDate"] = call.Seconds;

    private static void CheckCanary(ApiCall call, LabRestApi api, string? stageName)
    {
        if (string.IsNullOrEmpty(stageName))
        {
            throw ApiFault.BadRequest(
                "Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. "
                    + $"Provided value is {stageName ?? "null"}"
            );
        }

        if (!api.Stages.ContainsKey(stageName))
        {
            throw ApiFault.BadRequest(
                $"Invalid deployment content specified.Stage {stageName} must already be created before making a canary release deployment"
            );
        }
    }

    private static LabDeployment Find(ApiCall call) =>
        call.RestApi().Deployments.TryGetValue(call.Label("deployment_id"), out LabDeployment? deployment)
            ? deployment
            : throw ApiFault.UnknownDeployment();

    private static LabResponse Get(ApiCall call)
    {
        LabDeployment deployment = Find(call);
        JsonObject view = Answer.Copy(deployment.Wire);
        if (call.Queries("embed").Any(what => what.Equals("apisummary", StringComparison.OrdinalIgnoreCase)))
        {
            view["apiSummary"] = Summary(deployment.Definition);
        }

        return Answer.Ok(view);
    }

    private static JsonObject Summary(ApiDefinition definition)
    {
        JsonObject summary = [];
        foreach (
            JsonObject resource in definition.Resources.Values.Where(resource => resource["resourceMethods"] is JsonObject { Count: > 0 })
        )
        {
            summary[(string)resource["path"]!] = new JsonObject(
                ((JsonObject)resource["resourceMethods"]!).Select(method =>
                    KeyValuePair.Create(
                        method.Key,
                        (JsonNode?)
                            new JsonObject
                            {
                                ["authorizationType"] = method.Value!["authorizationType"]?.DeepClone(),
                                ["apiKeyRequired"] = method.Value["apiKeyRequired"]?.DeepClone(),
                            }
                    )
                )
            );
        }

        return summary;
    }

    private static LabResponse Update(ApiCall call)
    {
        LabDeployment deployment = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateDeployment"))
        {
            if (operation.Segments is not ["description"])
            {
                throw operation.InvalidPath();
            }

            operation.Only("replace");
            deployment.Wire["description"] = operation.Value;
        }

        return Answer.Ok(Answer.Without(deployment.Wire));
    }

    private static LabResponse Delete(ApiCall call)
    {
        LabRestApi api = call.RestApi();
        string id = (string)Find(call).Wire["id"]!;
        if (api.Stages.Values.Any(stage => (string?)stage["deploymentId"] == id || (string?)stage["canarySettings"]?["deploymentId"] == id))
        {
            throw ApiFault.BadRequest("Active stages pointing to this deployment must be moved or deleted");
        }

        api.Deployments.Remove(id);
        return Answer.Nothing(202);
    }

    private static IEnumerable<JsonObject> Methods(ApiDefinition definition) =>
        definition.Resources.Values.SelectMany(resource =>
            (resource["resourceMethods"] as JsonObject ?? []).Select(method => (JsonObject)method.Value!)
        );

    [GeneratedRegex("^[A-Za-z0-9_-]{1,128}$")]
    private static partial Regex StageName();
}
