using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>Tags of web ACLs and IP sets.</summary>
internal static class WafTags
{
    public static JsonObject Tag(WafCall call)
    {
        call.Tag(Find(call).Tags);
        return [];
    }

    public static JsonObject Untag(WafCall call)
    {
        SortedDictionary<string, string> tags = Find(call).Tags;
        foreach (string key in JsonProtocol.Texts(call.Body["TagKeys"]))
        {
            tags.Remove(key);
        }

        return [];
    }

    public static JsonObject List(WafCall call)
    {
        LabWafResource found = Find(call);
        return new JsonObject
        {
            ["TagInfoForResource"] = new JsonObject
            {
                ["ResourceARN"] = found.Arn,
                ["TagList"] = new JsonArray([.. found.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
            },
        };
    }

    private static LabWafResource Find(WafCall call)
    {
        string arn = call.Required("ResourceARN");
        return call.State.WebAcls.GetValueOrDefault(arn) ?? call.State.IpSets.GetValueOrDefault(arn) ?? throw WafFault.NotFound();
    }
}
