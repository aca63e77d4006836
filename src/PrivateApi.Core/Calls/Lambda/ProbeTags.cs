using System.Globalization;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>Tags of a probe's function: what it is, who made it, and when.</summary>
internal static class ProbeTags
{
    public const string Owner = "privateapi:owner";

    public const string Created = "privateapi:created";

    /// <summary>The function's CodeSha256 when it was made: a function with other code is no longer ours.</summary>
    public const string Code = "privateapi:code";

    /// <summary>Value of the step tag of functions.</summary>
    public const string FunctionStep = "function";

    /// <summary>Value of the step tag of roles.</summary>
    public const string RoleStep = "role";

    /// <summary>The tags of a new function or role.</summary>
    public static Dictionary<string, string> Create(string name, string step, string ownerArn, RunMark run, DateTimeOffset now) =>
        new(StringComparer.Ordinal)
        {
            [ResourceTags.Name] = name,
            [ResourceTags.Step] = step,
            [ResourceTags.Run] = run.For(step),
            [Owner] = ownerArn,
            [Created] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };

    /// <summary>True for tags that this module gives to a thing of this name; they are no proof of what the thing is by now.</summary>
    public static bool AreOurs(IReadOnlyDictionary<string, string>? tags, string name, string step) =>
        tags?.GetValueOrDefault(ResourceTags.Name) == name && tags.GetValueOrDefault(ResourceTags.Step) == step;

    public static DateTimeOffset? ReadCreated(IReadOnlyDictionary<string, string> tags) =>
        tags.TryGetValue(Created, out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : null;
}
