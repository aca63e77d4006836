namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>
/// The name that Resolver shows in its console, made from ours: at most 64 letters, digits, spaces, hyphens, underscores and
/// apostrophes, and not digits alone (Resolver API reference, CreateResolverEndpoint, <c>Name</c>).
/// </summary>
internal static class FriendlyName
{
    private const int Longest = 64;

    public static string Of(string name)
    {
        string allowed = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ' ' ? c : '-'));
        string worded = allowed.All(char.IsAsciiDigit) ? "resolver-" + allowed : allowed;
        return worded.Length <= Longest ? worded : worded[..Longest];
    }
}
