using System.Text;
using Amazon.EC2.Model;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Names of a template's resources: taken from the names in the set-up, unique, and the same for the same set-up.</summary>
internal sealed class LogicalIds
{
    private const int Longest = 120;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Physical ids with their names in the template.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    /// <summary>Names an existing resource.</summary>
    /// <param name="kind">What it is, for instance <c>Subnet</c>; part of the name.</param>
    /// <param name="name">Its name; null for none.</param>
    /// <param name="physicalId">Its id, for references.</param>
    public string Give(string kind, string? name, string physicalId) => _known[physicalId] = Give(kind, name);

    /// <summary>Names a resource, parameter or output that exists only in the template.</summary>
    public string Give(string kind, string? name)
    {
        string pascal = Pascal(name);
        string whole =
            pascal.Length == 0 ? kind
            : pascal.Contains(kind, StringComparison.OrdinalIgnoreCase) ? pascal
            : pascal + kind;
        whole = char.IsAsciiDigit(whole[0]) ? kind + whole : whole;
        whole = whole.Length > Longest ? whole[..Longest] : whole;
        string unique = whole;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            unique = $"{whole}{(char.IsAsciiDigit(whole[^1]) ? "x" : string.Empty)}{i}";
        }

        return unique;
    }

    /// <summary>A resource's name: our step's name, else the Name tag; null for none.</summary>
    public static string? NameOf(List<Tag>? tags) => Ec2Tags.Value(tags, ResourceTags.Step) ?? Ec2Tags.Value(tags, "Name");

    // Letters and digits only (CloudFormation user guide, "Resources": logical IDs are alphanumeric).
    private static string Pascal(string? name)
    {
        StringBuilder text = new();
        bool isStart = true;
        foreach (char c in name ?? string.Empty)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(isStart ? char.ToUpperInvariant(c) : c);
            }

            isStart = !char.IsAsciiLetterOrDigit(c);
        }

        return text.ToString();
    }
}
