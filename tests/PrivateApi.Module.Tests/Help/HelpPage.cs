using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Help;

/// <summary>A page of docs/en-US, in PlatyPS' form (schema 2024-05-01), taken apart.</summary>
internal sealed record HelpPage(string Name, IReadOnlyDictionary<string, string> FrontMatter, IReadOnlyDictionary<string, string> Sections)
{
    private const string Fence = "```";

    private static string Folder => Path.Combine(ModuleSession.RepositoryRoot, "docs", "en-US");

    public IReadOnlyList<HelpExample> Examples =>
        [
            .. Items("EXAMPLES")
                .Select(
                    (item, index) =>
                    {
                        Match heading = Regex.Match(item.Name, @"^Example (\d+): (.+)$");
                        Assert.True(heading.Success && heading.Groups[1].Value == $"{index + 1}", $"{Name}: heading '{item.Name}'");
                        return new HelpExample(Name, index + 1, heading.Groups[2].Value, item.Metadata, item.Text);
                    }
                ),
        ];

    public IReadOnlyList<HelpItem> Parameters =>
        [
            .. Items("PARAMETERS")
                .Where(item => item.Name != "CommonParameters")
                .Select(item => item with { Name = item.Name.TrimStart('-') }),
        ];

    /// <summary>The code blocks of SYNTAX by parameter set.</summary>
    public IReadOnlyDictionary<string, string> Syntax =>
        Items("SYNTAX").ToDictionary(item => item.Name, item => Regex.Replace(item.Metadata, @"\s+", " "));

    // Read once: every page is asked for by each of some hundred tests.
    private static readonly Lazy<IReadOnlyList<HelpPage>> Pages = new(() =>
        [.. Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal).Select(Read)]
    );

    public static IReadOnlyList<HelpPage> All() => Pages.Value;

    /// <summary>The "###" entries of a section.</summary>
    public IReadOnlyList<HelpItem> Items(string section) =>
        [.. Parts(Sections[section], "### ").Select(part => Item(part.Key, part.Value))];

    private static HelpPage Read(string file)
    {
        string text = File.ReadAllText(file);
        string[] parts = text.Split("\n---\n", 2);
        Dictionary<string, string> front = parts[0]
            .Split('\n')
            .Where(line => line.Contains(": ", StringComparison.Ordinal))
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1].Trim('\''));
        return new HelpPage(Path.GetFileNameWithoutExtension(file), front, new Dictionary<string, string>(Parts(parts[1], "## ")));
    }

    // What stands in front of the first heading belongs to nothing. Code may hold lines that look like headings.
    private static List<KeyValuePair<string, string>> Parts(string text, string mark)
    {
        List<(string Heading, List<string> Lines)> parts = [];
        bool code = false;
        foreach (string line in text.Split('\n'))
        {
            code ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!code && line.StartsWith(mark, StringComparison.Ordinal))
            {
                parts.Add((line[mark.Length..], []));
            }
            else if (parts.Count > 0)
            {
                parts[^1].Lines.Add(line);
            }
        }

        return [.. parts.Select(part => KeyValuePair.Create(part.Heading, string.Join('\n', part.Lines).Trim()))];
    }

    private static HelpItem Item(string heading, string text)
    {
        Match code = Regex.Match(text, @"^```\w*\n(.*?)\n?^```$", RegexOptions.Singleline | RegexOptions.Multiline);
        return new HelpItem(heading, code.Success ? text.Remove(code.Index, code.Length).Trim() : text, code.Groups[1].Value);
    }
}
