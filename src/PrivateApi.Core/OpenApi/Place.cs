using System.Globalization;
using System.Text;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// A place in a document while it is walked through. Its pointer is written only where there is something to say about it: one
/// for every value would cost the length of all names above it each time.
/// </summary>
internal sealed record Place(Place? Parent, string Member)
{
    /// <summary>Longer names, and more of them, tell a reader nothing.</summary>
    private const int LongestName = 100;

    private const int MostNames = 40;

    public static Place Root { get; } = new(null, string.Empty);

    public Place this[string member] => new(this, member);

    public Place this[int index] => new(this, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The JSON pointer; what is too long to read is cut.</summary>
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
            pointer.Append(JsonPointer.Append(string.Empty, name.Length > LongestName ? string.Concat(name.AsSpan(0, LongestName), "…") : name));
        }

        return names.Count > MostNames ? pointer.Append("/…").ToString() : pointer.ToString();
    }
}
