using PrivateApi.Errors;

namespace PrivateApi.Resources;

/// <summary>
/// The tags that carry identity. They are sent in the create call itself, so that a crash leaves nothing untagged.
/// The tag <c>Name</c> is only for people.
/// </summary>
internal static class ResourceTags
{
    /// <summary>Key of the tag that says which named thing of ours a resource belongs to.</summary>
    public const string Name = "privateapi:name";

    /// <summary>Key of the tag that says which step of a plan created it.</summary>
    public const string Step = "privateapi:step";

    /// <summary>Key of the tag that says which run created a resource (<see cref="RunMark"/>).</summary>
    public const string Run = "privateapi:run";

    private const string Reserved = "privateapi:";

    /// <summary>The tags of a new resource: the user's and ours.</summary>
    public static IReadOnlyDictionary<string, string> Create(
        string name,
        string step,
        RunMark run,
        IReadOnlyDictionary<string, string> userTags
    ) =>
        new Dictionary<string, string>(userTags, StringComparer.Ordinal)
        {
            [Name] = name,
            [Step] = step,
            [Run] = run.For(step),
        };

    /// <summary>Refuses tags that the user must not set, and names that cannot be identities.</summary>
    /// <exception cref="PrivateApiException"><c>ReservedTag</c> or <c>InvalidName</c>.</exception>
    public static void Check(string name, IReadOnlyDictionary<string, string> userTags)
    {
        // * and ? would be wildcards in EC2's tag filters and in our own Get- cmdlets.
        if (
            name.Length is 0 or > 128
            || name.Trim() != name
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || " ._:/+=@-".Contains(c, StringComparison.Ordinal))
        )
        {
            throw new PrivateApiException(
                "InvalidName",
                FaultKind.InvalidArgument,
                $"'{name}' is not a valid name. Use 1 to 128 letters, digits, spaces and . _ : / + = @ -, without a space at either end.",
                name
            );
        }

        foreach (string key in userTags.Keys)
        {
            if (key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase) || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new PrivateApiException(
                    "ReservedTag",
                    FaultKind.InvalidArgument,
                    $"The tag '{key}' is reserved. Leave it out of -Tag: tags that begin with 'privateapi:' are this "
                        + "module's, and tags that begin with 'aws:' are AWS's.",
                    key
                );
            }
        }
    }

    /// <summary>Says where the tags of an existing resource differ from those requested; other tags do not matter.</summary>
    /// <exception cref="PrivateApiException"><c>ParameterMismatch</c>.</exception>
    public static void RequireSame(
        string what,
        string id,
        IReadOnlyDictionary<string, string> actual,
        IReadOnlyDictionary<string, string> wanted
    )
    {
        foreach ((string key, string value) in wanted)
        {
            ParameterMismatch.Require(what, id, $"tag '{key}'", actual.GetValueOrDefault(key), value);
        }
    }
}
