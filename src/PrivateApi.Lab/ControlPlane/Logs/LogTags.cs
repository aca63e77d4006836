using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>Tags of log groups, by ARN, and by name with the operations that AWS replaced.</summary>
internal static class LogTags
{
    private const int MostTags = 50;

    public static LabResponse Tag(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        Set(Find(call, body), body);
        return JsonProtocol.Ok(call);
    }

    public static LabResponse Untag(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LabLogGroup group = Find(call, body);
        foreach (string key in JsonProtocol.Texts(body["tagKeys"] ?? body["tags"]))
        {
            group.Tags.Remove(key);
        }

        return JsonProtocol.Ok(call);
    }

    public static LabResponse List(ServiceCall call) =>
        JsonProtocol.Ok(
            call,
            new JsonObject
            {
                ["tags"] = new JsonObject(
                    Find(call, JsonProtocol.Body(call)).Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))
                ),
            }
        );

    /// <summary>Sets the tags of a call.</summary>
    public static void Set(LabLogGroup group, JsonObject body)
    {
        List<KeyValuePair<string, JsonNode?>> given = [.. body["tags"] as JsonObject ?? []];
        if (group.Tags.Keys.Union(given.Select(tag => tag.Key)).Count() > MostTags)
        {
            throw new AwsFault(400, "TooManyTagsException", $"A resource can have no more than {MostTags} tags.");
        }

        foreach ((string key, JsonNode? value) in given)
        {
            group.Tags[key] = (string?)value ?? string.Empty;
        }
    }

    private static LabLogGroup Find(ServiceCall call, JsonObject body) =>
        body["resourceArn"] is { } arn
            ? LogsService.Group(call, new JsonObject { ["logGroupIdentifier"] = arn.DeepClone() })
            : LogsService.Group(call, body);
}
