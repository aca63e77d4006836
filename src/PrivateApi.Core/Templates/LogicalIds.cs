using System.Text;
using Amazon.EC2.Model;
using PrivateApi.Resources;

namespace PrivateApi.Templates;

/// <summary>Names of a template's resources: from what the set-up calls them, each once, and the same for the same set-up.</summary>
internal sealed class LogicalIds
{
    private const int Longest = 120;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Physical ids with their names in the template.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    /// <summary>Names a resource that is there.</summary>
    /// <param name="kind">What it is, for instance <c>Subnet</c>; part of the name.</param>
    /// <param name="name">What it is called; null for nothing.</param>
    /// <param name="physicalId">Its id, which references are made of.</param>
    public string Give(string kind, string? name, string physicalId) => _known[physicalId] = Give(kind, name);

    /// <summary>Names a resource, parameter or output that only the template has.</summary>
    public string Give(string kind, string? name)
    {
        string pascal = Pascal(name);
        string whole = pascal.Length == 0 ? kind : pascal.Contains(kind, StringComparison.OrdinalIgnoreCase) ? pascal : pascal + kind;
        whole = char.IsAsciiDigit(whole[0]) ? kind + whole : whole;
        whole = whole.Length > Longest ? whole[..Longest] : whole;
        string unique = whole;
        for (int i = 2; !_taken.Add(unique); i++)
        {
            unique = $"{whole}{(char.IsAsciiDigit(whole[^1]) ? "x" : string.Empty)}{i}";
        }

        return unique;
    }

    /// <summary>What a resource is called: our step's name, else the Name tag; null for nothing.</summary>
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
