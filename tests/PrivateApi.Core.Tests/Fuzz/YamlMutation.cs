using System.Text;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// Changes a YAML text by its lines: left out, doubled, moved, indented otherwise, given anchors, aliases, tags, merges, other
/// scalars.
/// </summary>
internal static class YamlMutation
{
    private const int MostChanges = 4;

    private static readonly string[] Scalars =
    [
        "&a",
        "*a",
        "*none",
        "&a {<<: *a}",
        "!Ref x",
        "!!int x",
        "!!binary \"@@\"",
        "!!str 1",
        "!",
        "!<tag:yaml.org,2002:null>",
        "|",
        ">-",
        "|9",
        "'",
        "\"",
        "\"\\xZZ\"",
        "\"\\ud800\"",
        "\"\\U00110000\"",
        "? a",
        "- -",
        "[",
        "{",
        "]",
        "}",
        "[[[[[[[[[[[[[[[[[[[[[[",
        "{a: {a: {a:",
        "null",
        "~",
        ".inf",
        ".nan",
        "0x1F",
        "0o17",
        "1_000",
        "1e999",
        "-.5e-9999",
        "2001-12-14",
        "yes",
        "%YAML 1.2",
        "---",
        "...",
        "# x",
        "\t",
        "@",
        "`",
        ":",
        "<<",
        "''",
        "\"\"",
        "-1",
    ];

    public static byte[] Of(string seed, Random random)
    {
        List<string> lines = [.. seed.Split('\n')];
        for (int changes = random.Next(MostChanges) + 1; changes > 0 && lines.Count > 1; changes--)
        {
            int at = random.Next(lines.Count);
            string line = lines[at];
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            switch (random.Next(9))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(at, line);
                    break;
                case 2:
                    lines[at] = " " + line;
                    break;
                case 3:
                    lines[at] = line.TrimStart();
                    break;
                case 4:
                    int other = random.Next(lines.Count);
                    (lines[at], lines[other]) = (lines[other], line);
                    break;
                case 5:
                    lines.Insert(at, line[..^line.TrimStart().Length] + "<<: " + Scalars[random.Next(Scalars.Length)]);
                    break;
                case 6 when line.TrimEnd().EndsWith(':'):
                    lines[at] = line.TrimEnd() + (random.Next(2) == 0 ? " &a" : " *a");
                    break;
                default:
                    lines[at] = (colon < 0 ? line + " " : line[..(colon + 2)]) + Scalars[random.Next(Scalars.Length)];
                    break;
            }
        }

        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        return random.Next(5) == 0 ? ByteMutation.Of(text, random) : text;
    }
}
