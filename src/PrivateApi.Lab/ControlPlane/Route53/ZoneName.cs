using System.Globalization;
using System.Text;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>DNS names as Route 53 keeps and sorts them (developer guide, "DNS domain name format").</summary>
internal static class ZoneName
{
    /// <summary>Labels reversed, then type, then identifier.</summary>
    public static Comparer<(string Name, string Type, string SetIdentifier)> RecordOrder { get; } =
        Comparer<(string Name, string Type, string SetIdentifier)>.Create(
            (left, right) =>
                Compare(left.Name, right.Name) is var names and not 0 ? names
                : string.CompareOrdinal(left.Type, right.Type) is var types and not 0 ? types
                : string.CompareOrdinal(left.SetIdentifier, right.SetIdentifier)
        );

    /// <summary>Lower-case, with a trailing dot, and everything but letters, digits, hyphen and underscore as an octal escape.</summary>
    public static string Normalize(string text)
    {
        StringBuilder name = new();
        foreach (byte c in Encoding.UTF8.GetBytes(text.TrimEnd('.').ToLowerInvariant()))
        {
            if (char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'\\')
            {
                name.Append((char)c);
            }
            else
            {
                name.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            }
        }

        return name.Append('.').ToString();
    }

    /// <summary>True for a name that DNS can carry: labels of 1 to 63 characters, 255 in all.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 1 and <= 255 && name.TrimEnd('.').Split('.').All(label => label.Length is > 0 and <= 63);

    /// <summary>True for the zone's own name and what is below it.</summary>
    public static bool IsIn(string name, string zone) => name == zone || name.EndsWith("." + zone, StringComparison.Ordinal);

    public static int Compare(string left, string right) => string.CompareOrdinal(Reversed(left), Reversed(right));

    /// <summary>Seconds and the like, as text.</summary>
    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Reversed(string name) => string.Join('.', name.TrimEnd('.').Split('.').AsEnumerable().Reverse()) + ".";
}
