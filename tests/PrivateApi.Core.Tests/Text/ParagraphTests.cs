using PrivateApi.Text;

namespace PrivateApi.Tests.Text;

/// <summary>What is broken to fit a screen: ids can be marked with a double click.</summary>
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
    public void What_fits_is_left_as_it_is(int width) => Assert.Equal("a b c", Paragraph.Wrap("a b c", width, 6));
}
