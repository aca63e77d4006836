using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>Tags of functions.</summary>
internal static class FunctionTags
{
    public static LabResponse List(ServiceCall call, string arn) =>
        LambdaService.Json(call, 200, new JsonObject { ["Tags"] = Show(FunctionName.Find(call, arn)) });

    public static LabResponse Add(ServiceCall call, string arn)
    {
        LabFunction function = FunctionName.Find(call, arn);
        foreach ((string key, JsonNode? value) in LambdaService.Body(call)["Tags"] as JsonObject ?? [])
        {
            function.Tags[key] = (string?)value ?? string.Empty;
        }

        return LambdaService.Json(call, 204, null);
    }

    public static LabResponse Remove(ServiceCall call, string arn)
    {
        LabFunction function = FunctionName.Find(call, arn);
        foreach (KeyValuePair<string, string> pair in call.Request.Query.Where(pair => pair.Key == "tagKeys"))
        {
            function.Tags.Remove(pair.Value);
        }

        return LambdaService.Json(call, 204, null);
    }

    public static JsonObject Show(LabFunction function) =>
        new(function.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
}
