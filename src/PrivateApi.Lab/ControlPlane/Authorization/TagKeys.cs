using System.Text.Json.Nodes;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>Tags as condition keys (IAM guide, "Controlling access to AWS resources using tags").</summary>
internal static class TagKeys
{
    /// <summary>The tags that a resource has; <paramref name="service"/> names a service's own form of the key, null for none.</summary>
    public static RequestKeys OfResource(IEnumerable<KeyValuePair<string, string>> tags, string? service = null, RequestKeys? keys = null)
    {
        RequestKeys all = keys ?? [];
        foreach ((string key, string value) in tags)
        {
            all.Add("aws:ResourceTag/" + key, value);
            all.Add($"{service}:ResourceTag/{key}", service is null ? null : value);
        }

        return all;
    }

    /// <summary>The tags in a request.</summary>
    public static RequestKeys OfRequest(IReadOnlyCollection<KeyValuePair<string, string>> tags, RequestKeys? keys = null)
    {
        RequestKeys all = keys ?? [];
        foreach ((string key, string value) in tags)
        {
            all.Add("aws:RequestTag/" + key, value);
        }

        all.Add("aws:TagKeys", [.. tags.Select(tag => tag.Key)]);
        return all;
    }

    /// <summary>A JSON object of tags; none for anything else.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(JsonNode? tags) =>
        [.. (tags as JsonObject ?? []).Select(tag => KeyValuePair.Create(tag.Key, tag.Value?.ToString() ?? string.Empty))];
}
