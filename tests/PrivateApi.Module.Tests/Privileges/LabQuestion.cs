using System.Collections;

namespace PrivateApi.Tests.Privileges;

/// <summary>What the lab asked a caller's policies: action, resource, condition keys; and what they answered.</summary>
internal sealed record LabQuestion(
    string Principal,
    string Action,
    string Resource,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Keys,
    IReadOnlyList<string> Policies,
    bool IsAllowed
)
{
    /// <summary>Reads the lab's own record, which is of another load context.</summary>
    public static LabQuestion Of(object decision)
    {
        object request = LabInside.Get(decision, "Request")!;
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> keys =
            (IEnumerable<KeyValuePair<string, IReadOnlyList<string>>>)LabInside.Get(request, "Context")!;
        return new LabQuestion(
            (string)LabInside.Get(request, "Principal")!,
            (string)LabInside.Get(request, "Action")!,
            (string)LabInside.Get(request, "Resource")!,
            keys.ToDictionary(key => key.Key, key => key.Value, StringComparer.OrdinalIgnoreCase),
            [.. ((IEnumerable)LabInside.Get(decision, "Policies")!).Cast<string>()],
            LabInside.Get(decision, "Effect")!.ToString() == "Allowed"
        );
    }
}
