using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>
/// Takes secrets out of facts as they are read: snapshots are handed around, and every message is made of them. What the engine
/// needs stays whole: names of functions and VPC links, scheme, host and path of an address, which stage variables are set.
/// </summary>
internal static class SnapshotSecrets
{
    private const string Marker = "privateapi";

    /// <summary>An API whose integrations' addresses are masked, and those values of stage variables that nothing needs.</summary>
    public static ApiFact Without(ApiFact api) => api with { Stage = [.. api.Stage.Select(Without)] };

    /// <summary>A case to be written, or one from elsewhere.</summary>
    public static SnapshotCase Without(SnapshotCase taken) => taken with
    {
        Snapshot = taken.Snapshot with { Api = [.. taken.Snapshot.Api.Select(Without)], Denied = [.. taken.Snapshot.Denied.Select(denied => denied with { Message = SecretText.Of(denied.Message) })] },
        Call = [.. taken.Call.Select(call => call with { Path = SecretText.Path(call.Path), Key = call.Key.ToDictionary(key => key.Key, key => SecretText.Of(key.Value)) })],
    };

    /// <summary>Whether it is an address of AWS's own: it holds names, which the engine looks up.</summary>
    public static bool IsArn(string? uri) => uri?.StartsWith("arn:", StringComparison.Ordinal) == true;

    /// <summary>Whether an address shows a variable's value: what stands where a secret would is masked in the address too.</summary>
    public static bool IsShown(string uri, string name) =>
        Uses(uri, name) && SecretText.Url(StageVariableText.Fill(uri, new Dictionary<string, string> { [name] = Marker })).Contains(Marker, StringComparison.Ordinal);

    /// <summary>Whether a variable begins in an address's host or before, so that there may be a password in it.</summary>
    public static bool BeginsBeforePath(string uri, string name)
    {
        string filled = StageVariableText.Fill(uri, new Dictionary<string, string> { [name] = Marker });
        int host = filled.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        int path = filled.IndexOf('/', host) is >= 0 and var slash ? slash : filled.Length;
        return filled.IndexOf(Marker, StringComparison.Ordinal) is >= 0 and var at && at < path;
    }

    private static StageFact Without(StageFact stage)
    {
        IntegrationFact[] integrations = [.. stage.Method.Select(method => method.Integration).OfType<IntegrationFact>()];
        return stage with
        {
            Variable = stage.Variable.ToDictionary(item => item.Key, item => Value(item.Key, item.Value, integrations), StringComparer.Ordinal),
            Method = [.. stage.Method.Select(method => method.Integration?.Uri is { } uri ? method with { Integration = method.Integration with { Uri = SecretText.Url(uri) } } : method)],
        };
    }

    private static string Value(string name, string value, IntegrationFact[] integrations)
    {
        if (integrations.Any(item => IsArn(item.Uri) && Uses(item.Uri, name)) || integrations.Any(item => Uses(item.ConnectionId, name)))
        {
            return value;
        }

        string[] shown = [.. integrations.Select(item => item.Uri).OfType<string>().Where(uri => !IsArn(uri)).Where(uri => IsShown(uri, name))];
        return shown.Length == 0 || SecretNames.IsSecret(name, value) ? SecretText.Mask
            : shown.Any(uri => BeginsBeforePath(uri, name)) ? SecretText.Url(value)
            : SecretText.Of(value);
    }

    private static bool Uses(string? text, string name) => text is not null && StageVariableText.Names(text).Contains(name);
}
