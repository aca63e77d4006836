using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>Tags of endpoints and rules.</summary>
internal static class ResolverTags
{
    public static JsonObject Tag(ResolverCall call)
    {
        call.Tag(Find(call));
        return [];
    }

    public static JsonObject Untag(ResolverCall call)
    {
        SortedDictionary<string, string> tags = Find(call);
        foreach (JsonNode? key in call.Body["TagKeys"] as JsonArray ?? [])
        {
            tags.Remove((string?)key ?? string.Empty);
        }

        return [];
    }

    public static JsonObject List(ResolverCall call) =>
        new() { ["Tags"] = new JsonArray([.. Find(call).Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]) };

    private static SortedDictionary<string, string> Find(ResolverCall call)
    {
        string arn = call.Required("ResourceArn");
        return call.State.Endpoints.Values.FirstOrDefault(endpoint => endpoint.Arn == arn)?.Tags
            ?? call.State.Rules.Values.FirstOrDefault(rule => rule.Arn == arn)?.Tags
            ?? throw ResolverCall.NotFound($"Resource with ARN \"{arn}\" does not exist");
    }
}
