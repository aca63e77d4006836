using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>What an object is, in the words of an error: its type and, if it has one, its text: "Endpoint vpce-…".</summary>
internal static class ObjectKind
{
    public static string Describe(object value)
    {
        PSObject shown = PSObject.AsPSObject(value);
        string kind = shown.TypeNames[0].Split('.')[^1],
            text = shown.ToString();
        return text.EndsWith(kind, StringComparison.Ordinal) ? kind : $"{kind} {text}";
    }
}
