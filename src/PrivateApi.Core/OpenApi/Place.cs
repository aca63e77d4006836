using System.Globalization;
using System.Text;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// A place in a document during a walk through it. Its pointer is written only where there is something to report: one
/// for every value would cost the length of all names above it each time.
/// </summary>
internal sealed record Place(Place? Parent, string Member)
{
    /// <summary>Longer names, and more of them, do not help a reader.</summary>
    private const int LongestName = 100;

    private const int MostNames = 40;

    public static Place Root { get; } = new(null, string.Empty);

    public Place this[string member] => new(this, member);

    public Place this[int index] => new(this, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The JSON pointer, shortened if it is too long to read.</summary>
    public override string ToString()
    {
        Stack<string> names = new();
        for (Place at = this; at.Parent is { } parent; at = parent)
        {
            names.Push(at.Member);
        }

        StringBuilder pointer = new();
        foreach (string name in names.Take(MostNames))
        {
            pointer.Append(
                JsonPointer.Append(string.Empty, name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "…") : name)
            );
        }

        return names.Count > MostNames ? pointer.Append("/…").ToString() : pointer.ToString();
    }
}
