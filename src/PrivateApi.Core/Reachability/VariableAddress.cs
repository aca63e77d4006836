using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>Where a stage variable stands in the address of an integration, and whether the address shows its value.</summary>
internal static class VariableAddress
{
    private const string Marker = "privateapi";

    /// <summary>Whether a text takes the value of a variable.</summary>
    public static bool Uses(string? text, string name) => text is not null && StageVariableText.Names(text).Contains(name);

    /// <summary>Whether it is an address of AWS's own: it holds names, which the engine looks up.</summary>
    public static bool IsArn(string? uri) => uri?.StartsWith("arn:", StringComparison.Ordinal) == true;

    /// <summary>Whether an address shows a variable's value: what stands where a secret would is masked in the address too.</summary>
    public static bool IsShown(string uri, string name) =>
        Uses(uri, name)
        && SecretText
            .Url(StageVariableText.Fill(uri, new Dictionary<string, string> { [name] = Marker }))
            .Contains(Marker, StringComparison.Ordinal);

    /// <summary>Whether a variable begins in an address's host or before, so that there may be a password in it.</summary>
    public static bool BeginsBeforePath(string uri, string name)
    {
        string filled = StageVariableText.Fill(uri, new Dictionary<string, string> { [name] = Marker });
        int host = filled.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        int path = filled.IndexOf('/', host) is >= 0 and var slash ? slash : filled.Length;
        return filled.IndexOf(Marker, StringComparison.Ordinal) is >= 0 and var at && at < path;
    }
}
