using System.Management.Automation.Language;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;
using PrivateApi.Text;

namespace PrivateApi.Tests.Text;

/// <summary>What is broken to fit a screen: ids can be marked with a double click, and a command that was broken is still that command.</summary>
public sealed class ParagraphTests
{
    [Theory]
    [InlineData("a call from subnet-0123456789abcdef0 to vpce-0123456789abcdef0", 40, 6)]
    [InlineData("subnet-0123456789abcdef0 subnet-1123456789abcdef0", 30, 0)]
    public void An_id_stays_whole(string text, int width, int indent)
    {
        string[] lines = Paragraph.Wrap(text, width, indent).ReplaceLineEndings("\n").Split('\n');
        Assert.True(lines.Length > 1);
        Assert.All(lines.Skip(1), line => Assert.StartsWith(new string(' ', indent), line, StringComparison.Ordinal));
        Assert.All(lines.Index(), line => Assert.InRange((line.Index == 0 ? indent : 0) + line.Item.Length, 0, width));
        Assert.Equal(text.Split(' '), string.Join(' ', lines.Select(line => line.Trim())).Split(' '));
    }

    [Fact]
    public void A_word_longer_than_a_line_is_broken_behind_a_separator()
    {
        const string Arn = "arn:aws:execute-api:ap-southeast-1:123456789012:a1b2c3d4e5/demo/GET/";
        string[] lines = Paragraph.Wrap(Arn, 40, 0).ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(["arn:aws:execute-api:ap-southeast-1:", "123456789012:a1b2c3d4e5/demo/GET/"], lines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public void What_fits_is_left_as_it_is(int width)
    {
        Assert.Equal("Get-PrivateApi -RestApiId a1b2c3d4e5", Paragraph.Fold("Get-PrivateApi -RestApiId a1b2c3d4e5", width, 6));
        Assert.Equal("a b c", Paragraph.Wrap("a b c", width, 6));
    }

    [Fact]
    public void A_broken_command_goes_on_where_PowerShell_goes_on() =>
        Assert.Equal(
            "Set-PrivateApiPolicy `\n    -RestApiId a1b2c3d4e5 `\n    -StageName 'my stage; -x'\n  Get-PrivateApi",
            Paragraph
                .Fold("Set-PrivateApiPolicy -RestApiId a1b2c3d4e5 -StageName 'my stage; -x'; Get-PrivateApi", 36, 2)
                .ReplaceLineEndings("\n")
        );

    [Fact]
    public void A_remark_goes_below_its_command_and_stays_a_remark() =>
        Assert.Equal(
            "Get-PrivateApi -RestApiId a1b2c3d4e5\n  # look at the policy; then at the\n  # stages",
            Paragraph
                .Fold("Get-PrivateApi -RestApiId a1b2c3d4e5   # look at the policy; then at the stages", 40, 2)
                .ReplaceLineEndings("\n")
        );

    // Every command that the checks of all scenes offer, hostile names among them, read back by PowerShell's own parser.
    [Theory]
    [InlineData(79)]
    [InlineData(40)]
    public void Every_remedy_is_the_same_command_once_it_is_broken(int width)
    {
        string[] commands =
        [
            .. RemedyScenes
                .All.SelectMany(scene =>
                    HostileTwin
                        .Suffixes.SelectMany(suffix =>
                            HostileTwin
                                .Of(scene.Call, suffix)
                                .SelectMany(call => PathEngine.Judge(HostileTwin.Of(scene.Snapshot, suffix), call).Findings)
                        )
                        .Concat(PathEngine.Judge(scene.Snapshot, scene.Call).Findings)
                )
                .Select(item => item.Finding.Remedy?.ToString())
                .Where(command => !string.IsNullOrEmpty(command))
                .Select(VisibleText.Escaped)
                .Distinct(),
        ];
        Assert.InRange(commands.Length, 100, 100_000);
        Assert.InRange(commands.Count(command => Paragraph.Fold(command, width, 6).Contains('\n', StringComparison.Ordinal)), 50, 100_000);
        foreach (string command in commands)
        {
            string folded = Paragraph.Fold(command, width, 6);
            Assert.Equal(Parts(command), Parts(folded));
            // A parameter and its value stay on one line, however long.
            Assert.All(
                folded.ReplaceLineEndings("\n").Split('\n').Where(line => line.AsSpan().IndexOfAny('\'', '"') < 0),
                line => Assert.True(line.Length <= width || line.Trim(' ', '`').Split(' ').Length <= 2, line)
            );
        }
    }

    private static string[] Parts(string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);
        Assert.True(errors.Length == 0, $"{text}\n{string.Join('\n', errors.Select(error => error.Message))}");
        return
        [
            .. script
                .FindAll(ast => ast is CommandAst, searchNestedScriptBlocks: true)
                .Cast<CommandAst>()
                .SelectMany(command =>
                    command
                        .CommandElements.Select(element => string.Concat(element.Extent.Text.Where(c => !char.IsWhiteSpace(c))))
                        .Append("|")
                ),
        ];
    }
}
