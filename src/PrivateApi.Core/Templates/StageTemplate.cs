using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>The stages of an API, and the one deployment that they serve.</summary>
internal sealed class StageTemplate(
    CloudTemplate template,
    References references,
    ApiSetup api,
    SecretParameters secrets,
    IProgress<ProgressEvent> progress
)
{
    /// <summary>Writes them.</summary>
    /// <param name="id">The API's name in the template.</param>
    /// <param name="version">Changes with what a deployment takes along.</param>
    public void Write(string id, string version)
    {
        if (api.Stages.Count == 0)
        {
            return;
        }

        // A deployment is a snapshot that an update of the stack creates only under a new name, so the name changes with its content.
        string deployment = $"{id}Deployment{version}";
        template.Add(
            deployment,
            "AWS::ApiGateway::Deployment",
            new JsonObject
            {
                ["RestApiId"] = Ref(id),
                ["Description"] = api.DeploymentDescription is { } words
                    ? references.In(words, secrets.InDescription)
                    : $"Definition and policy {version}",
            }
        );
        foreach (Stage stage in api.Stages)
        {
            string stageId = references.NameOf(ApiTemplate.StageKey(api.Api.Id, stage.StageName));
            template.Add(
                stageId,
                "AWS::ApiGateway::Stage",
                new JsonObject
                {
                    ["RestApiId"] = Ref(id),
                    ["DeploymentId"] = Ref(deployment),
                    ["StageName"] = stage.StageName,
                    ["Description"] = stage.Description is { } description ? references.In(description, secrets.InDescription) : null,
                    ["Variables"] = stage.Variables is { Count: > 0 } variables ? Variables(stageId, variables) : null,
                    ["TracingEnabled"] = stage.TracingEnabled == true ? true : null,
                    ["AccessLogSetting"] = stage.AccessLogSettings is { DestinationArn: { } destination } logs
                        ? new JsonObject { ["DestinationArn"] = references.In(destination), ["Format"] = logs.Format }
                        : null,
                    ["MethodSettings"] = Array(
                        (stage.MethodSettings ?? [])
                            .OrderBy(item => item.Key, StringComparer.Ordinal)
                            .Select(item => Setting(item.Key, item.Value))
                    ),
                    ["CanarySetting"] = Canary(stageId, deployment, stage),
                    ["CacheClusterEnabled"] = stage.CacheClusterEnabled == true ? true : null,
                    ["CacheClusterSize"] = stage.CacheClusterEnabled == true ? stage.CacheClusterSize : null,
                    ["ClientCertificateId"] = stage.ClientCertificateId,
                    ["Tags"] = Tags(stage.Tags),
                }
            );
            template.Output(
                $"{stageId}Url",
                $"{api.Api.Name}, stage {stage.StageName}, as callers inside the VPC reach it",
                Sub($"https://{new ApiHosts($"${{{id}}}", "${AWS::Region}", "${AWS::URLSuffix}").Default}/{stage.StageName}")
            );
        }
    }

    private JsonObject Variables(string stage, Dictionary<string, string> variables) =>
        new(
            variables
                .OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item =>
                    KeyValuePair.Create(
                        item.Key,
                        (JsonNode?)references.In(item.Value, literal => secrets.InVariable(stage, item.Key, literal))
                    )
                )
        );

    // Another deployment's definition is not exported: API Gateway exports stages, and no canaries (API reference, "GetExport").
    private JsonObject? Canary(string stageId, string deployment, Stage stage)
    {
        if (stage.CanarySettings is not { } canary)
        {
            return null;
        }

        if (canary.DeploymentId != stage.DeploymentId)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The canary of stage {stage.StageName} serves another deployment, which cannot be exported: in the template it "
                        + "serves the stage's, with its own share of calls and its own stage variables."
                )
            );
        }

        JsonObject setting = new() { ["DeploymentId"] = Ref(deployment), ["PercentTraffic"] = canary.PercentTraffic ?? 0 };
        if (canary.StageVariableOverrides is { Count: > 0 } overrides)
        {
            setting["StageVariableOverrides"] = Variables(stageId, overrides);
        }

        if (canary.UseStageCache == true)
        {
            setting["UseStageCache"] = true;
        }

        return setting;
    }

    // The key is {path, / as ~1}/{verb}; the property needs a leading slash (AWS::ApiGateway::Stage MethodSetting, "ResourcePath").
    private static JsonObject Setting(string key, MethodSetting setting)
    {
        int split = key.LastIndexOf('/');
        JsonObject properties = new()
        {
            ["HttpMethod"] = key[(split + 1)..],
            ["ResourcePath"] = "/" + key[..Math.Max(split, 0)],
            ["LoggingLevel"] = setting.LoggingLevel,
            ["MetricsEnabled"] = setting.MetricsEnabled == true ? true : null,
            ["DataTraceEnabled"] = setting.DataTraceEnabled == true ? true : null,
            ["ThrottlingBurstLimit"] = setting.ThrottlingBurstLimit is >= 0 ? setting.ThrottlingBurstLimit : null,
            ["ThrottlingRateLimit"] = setting.ThrottlingRateLimit is >= 0 ? setting.ThrottlingRateLimit : null,
            ["CachingEnabled"] = setting.CachingEnabled == true ? true : null,
            ["CacheTtlInSeconds"] = setting.CachingEnabled == true ? setting.CacheTtlInSeconds : null,
            ["CacheDataEncrypted"] = setting.CacheDataEncrypted == true ? true : null,
        };

        return properties;
    }
}
