using Amazon.EC2;
using Amazon.EC2.Model;

namespace PrivateApi.Resources;

/// <summary>Tags in EC2's shapes.</summary>
internal static class Ec2Tags
{
    /// <summary>Tags for a create call: identity, the user's tags, and a <c>Name</c> for the console unless the user gave one.</summary>
    public static List<TagSpecification> AtBirth(
        ResourceType type,
        string name,
        string step,
        RunMark run,
        IReadOnlyDictionary<string, string> userTags
    )
    {
        Dictionary<string, string> tags = new(ResourceTags.Create(name, step, run, userTags), StringComparer.Ordinal);
        tags.TryAdd("Name", step is "vpc" or "endpoint" ? name : $"{name}-{step}");
        return [new TagSpecification { ResourceType = type, Tags = tags.Select(tag => new Tag(tag.Key, tag.Value)).ToList() }];
    }

    public static IReadOnlyDictionary<string, string> Read(List<Tag>? tags) =>
        (tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value ?? string.Empty, StringComparer.Ordinal);

    public static string? Value(List<Tag>? tags, string key) => tags?.Find(tag => tag.Key == key)?.Value;

    public static Filter Filter(string name, params IEnumerable<string> values) => new(name, values.ToList());

    /// <summary>A resource as one of those with the same name.</summary>
    public static PlanCandidate Candidate(string id, List<Tag>? tags, bool isInUse = false, DateTime? created = null) =>
        new(id, Value(tags, ResourceTags.Run), isInUse, created?.ToUniversalTime());

    /// <summary>Filters for what one step created for one name.</summary>
    public static List<Filter> OfStep(string name, string step) =>
        [Filter("tag:" + ResourceTags.Name, name), Filter("tag:" + ResourceTags.Step, step)];
}
