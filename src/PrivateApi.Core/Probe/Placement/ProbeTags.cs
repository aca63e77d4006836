using System.Globalization;
using PrivateApi.Provisioning;

namespace PrivateApi.Probe;

/// <summary>Tags of a probe's function: what it is, who made it, and when.</summary>
internal static class ProbeTags
{
    public const string Owner = "privateapi:owner";

    public const string Created = "privateapi:created";

    public static Dictionary<string, string> Of(string name, string step, string ownerArn, DateTimeOffset now) => new(StringComparer.Ordinal)
    {
        [ResourceTags.Name] = name,
        [ResourceTags.Step] = step,
        [Owner] = ownerArn,
        [Created] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    public static DateTimeOffset? ReadCreated(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Created, out string? text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null;
}
