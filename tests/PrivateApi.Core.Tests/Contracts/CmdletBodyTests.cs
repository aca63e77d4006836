using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Contracts;

/// <summary>A cmdlet is attributes, parameters and a short body: what can be tested without a pipeline lives elsewhere.</summary>
public sealed partial class CmdletBodyTests
{
    private const int MostLines = 25;

    public static TheoryData<string> Cmdlets =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Peer.Root, "src", "PrivateApi", "Commands"), "*Command.cs")
                .Where(file => File.ReadAllText(file).Contains("[Cmdlet(", StringComparison.Ordinal))
                .Select(file => Path.GetFileNameWithoutExtension(file)),
        ];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_at_most_25_lines_of_body(string cmdlet)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Peer.Root, "src", "PrivateApi", "Commands", cmdlet + ".cs"));
        int parameters = Array.FindLastIndex(lines, line => Parameter().IsMatch(line));
        string[] body =
        [
            .. Statements(lines[((parameters < 0 ? Array.IndexOf(lines, "{") : parameters) + 1)..])
                .Where(line => !NoStatement().IsMatch(line)),
        ];
        Assert.True(body.Length <= MostLines, $"{cmdlet} has {body.Length} lines of body:\n{string.Join('\n', body)}");
    }

    // The lines that begin between braces: the formatter gives long arguments lines of their own, and these are no further statements.
    private static IEnumerable<string> Statements(IEnumerable<string> lines)
    {
        Stack<char> open = new();
        foreach (string line in lines.Select(line => line.Trim()))
        {
            if (open.Count == 0 || open.Peek() == '{')
            {
                yield return line;
            }

            foreach (char bracket in StringOrComment().Replace(line, string.Empty))
            {
                if (bracket is '(' or '[' or '{')
                {
                    open.Push(bracket);
                }
                else if (bracket is ')' or ']' or '}')
                {
                    open.TryPop(out _);
                }
            }
        }
    }

    [GeneratedRegex("""\"[^"]*\"|//.*""")]
    private static partial Regex StringOrComment();

    [GeneratedRegex(@"^    public .*\{ get; set; \}")]
    private static partial Regex Parameter();

    // Blank, a comment, punctuation alone, or a parameter's way into the record that carries it.
    [GeneratedRegex(@"^(//.*|[{}()\[\];,]*|\w+ = .*,)$")]
    private static partial Regex NoStatement();
}
