using System.Management.Automation;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Finds API keys by a name that may contain wildcards; a single <c>*</c> includes those without a name.</summary>
internal static class KeySelection
{
    /// <summary>The keys of a name, each once for each of its plans.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>: a name without wildcards that no key has.</exception>
    public static async Task<IReadOnlyList<ApiKeyInfo>> FindAsync(
        AwsSession session,
        string name,
        KeyQuestion question,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        IReadOnlyList<ApiKeyInfo> found = await new ApiKeys(session).ListAsync(question with { IsMeant = Pattern(name) }, progress, stop);
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name)
            ? found
            : throw ApiKeyErrors.NotFound(name, session.Region);
    }

    /// <summary>The ids of the keys of a name; none, without an error, where a plan is left of one.</summary>
    /// <exception cref="PrivateApiException"><c>ApiKeyNotFound</c>.</exception>
    public static async Task<IReadOnlyList<string>> IdsAsync(AwsSession session, string name, CancellationToken stop)
    {
        IReadOnlyList<string> ids = await new ApiKeys(session).IdsAsync(Pattern(name), stop);
        return
            ids.Count > 0
            || WildcardPattern.ContainsWildcardCharacters(name)
            || (await new KeyRemoval(session).FindLeftAsync(name, stop)).Count > 0
            ? ids
            : throw ApiKeyErrors.NotFound(name, session.Region);
    }

    private static Func<string?, bool> Pattern(string name)
    {
        WildcardPattern pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        return other => name == "*" || (other is not null && pattern.IsMatch(other));
    }
}
