using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Tags in Resolver's shape.</summary>
internal static class ResolverTags
{
    /// <summary>Tags for a create call: identity and the user's tags.</summary>
    public static List<Tag> AtBirth(string name, string step, RunMark run, IReadOnlyDictionary<string, string> userTags) =>
        [.. ResourceTags.Create(name, step, run, userTags).Select(tag => new Tag { Key = tag.Key, Value = tag.Value })];
}
