using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>Usage plans and API keys. CloudFormation gives each key a new value: a template holds no secret.</summary>
internal sealed class UsagePlanTemplate(CloudTemplate template, References references, IProgress<ProgressEvent> progress)
{
    public static void Name(LogicalIds ids, IReadOnlyList<UsagePlanSetup> plans)
    {
        foreach (UsagePlanSetup item in plans)
        {
            ids.Give("UsagePlan", item.Plan.Name, item.Plan.Id);
        }

        foreach (ApiKey key in KeysOf(plans))
        {
            ids.Give("ApiKey", key.Name, key.Id);
        }
    }

    public void Write(IReadOnlyList<UsagePlanSetup> plans)
    {
        foreach (UsagePlanSetup item in plans)
        {
            template.Add(references.NameOf(item.Plan.Id), "AWS::ApiGateway::UsagePlan", Plan(item));
        }

        ApiKey[] keys = [.. KeysOf(plans)];
        foreach (ApiKey key in keys)
        {
            template.Add(
                references.NameOf(key.Id),
                "AWS::ApiGateway::ApiKey",
                new JsonObject
                {
                    ["Name"] = string.IsNullOrEmpty(key.Name) ? null : key.Name,
                    ["Description"] = string.IsNullOrEmpty(key.Description) ? null : references.In(key.Description),
                    ["Enabled"] = key.Enabled == true,
                    ["Tags"] = Tags(key.Tags),
                }
            );
        }

        foreach (UsagePlanSetup item in plans)
        {
            foreach (ApiKey key in item.Keys)
            {
                template.Add(
                    template.Id.Give("UsagePlanKey", $"{references.NameOf(item.Plan.Id)} {references.NameOf(key.Id)}"),
                    "AWS::ApiGateway::UsagePlanKey",
                    new JsonObject
                    {
                        ["KeyId"] = Ref(references.NameOf(key.Id)),
                        ["KeyType"] = "API_KEY",
                        ["UsagePlanId"] = Ref(references.NameOf(item.Plan.Id)),
                    }
                );
            }
        }

        if (keys.Length > 0)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The template leaves the values of API keys out ({string.Join(", ", keys.Select(key => key.Name ?? key.Id))}): "
                        + "CloudFormation makes new ones."
                )
            );
        }
    }

    private static IEnumerable<ApiKey> KeysOf(IReadOnlyList<UsagePlanSetup> plans) =>
        plans.SelectMany(item => item.Keys).DistinctBy(key => key.Id);

    private JsonObject Plan(UsagePlanSetup item) =>
        new()
        {
            ["UsagePlanName"] = item.Plan.Name,
            ["Description"] = string.IsNullOrEmpty(item.Plan.Description) ? null : references.In(item.Plan.Description),
            ["ApiStages"] = Array(item.Stages.Select(Stage)),
            ["Throttle"] = Throttle(item.Plan.Throttle),
            ["Quota"] = item.Plan.Quota is { } quota
                ? new JsonObject
                {
                    ["Limit"] = quota.Limit,
                    ["Offset"] = quota.Offset is { } offset and > 0 ? offset : null,
                    ["Period"] = quota.Period,
                }
                : null,
            ["Tags"] = Tags(item.Plan.Tags),
        };

    private JsonObject Stage(ApiStage stage)
    {
        JsonObject place = new()
        {
            ["ApiId"] = references.To(stage.ApiId!),
            ["Stage"] = references.To(ApiTemplate.StageKey(stage.ApiId!, stage.Stage!)),
        };
        if (stage.Throttle is { Count: > 0 } methods)
        {
            place["Throttle"] = new JsonObject(
                methods
                    .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                    .Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Throttle(entry.Value)))
            );
        }

        return place;
    }

    private static JsonObject? Throttle(ThrottleSettings? throttle) =>
        throttle is null ? null : new JsonObject { ["BurstLimit"] = throttle.BurstLimit, ["RateLimit"] = throttle.RateLimit };
}
