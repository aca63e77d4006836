using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>TagResource, UntagResource, ListTagsForResource, of Profiles and of their associations with VPCs.</summary>
internal static class ProfileTags
{
    public static JsonObject? Tag(ProfilesCall call)
    {
        SortedDictionary<string, string> tags = Find(call);
        foreach ((string key, JsonNode? value) in call["Tags"] as JsonObject ?? [])
        {
            tags[key] = (string?)value ?? string.Empty;
        }

        return null;
    }

    public static JsonObject? Untag(ProfilesCall call)
    {
        SortedDictionary<string, string> tags = Find(call);
        foreach (KeyValuePair<string, string> pair in call.Service.Request.Query.Where(pair => pair.Key == "tagKeys"))
        {
            tags.Remove(pair.Value);
        }

        return null;
    }

    public static JsonObject List(ProfilesCall call) =>
        new() { ["Tags"] = new JsonObject(Find(call).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))) };

    private static SortedDictionary<string, string> Find(ProfilesCall call)
    {
        string arn = call.Path[1];
        return call.State.Profiles.Values.FirstOrDefault(item => item.Arn == arn)?.Tags
            ?? call.State.Associations.Values.FirstOrDefault(item => item.Arn == arn)?.Tags
            ?? throw ProfilesCall.NotFound(arn);
    }
}
