using System.Globalization;
using System.Text;
using PrivateApi.Text;

namespace PrivateApi.Tests.Terminal;

/// <summary>What becomes of a name on its way to a terminal or a log.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u001b[2J", @"\u001b[2J")] // ECMA-48, ED
    [InlineData("\u001b]8;;https://evil.example\u001b\\docs", @"\u001b]8;;https://evil.example\u001b\docs")] // OSC 8, a link
    [InlineData("\u001b]52;c;cm0=\u0007", @"\u001b]52;c;cm0=\u0007")] // OSC 52, the clipboard
    [InlineData("\u009b31mred", @"\u009b31mred")] // CSI as one C1 character
    [InlineData("FAILED\rPASSED", @"FAILED\u000dPASSED")]
    [InlineData("a\nb\tc\u000bd\fe\u0085f\u2028g\u2029h", @"a\u000ab\u0009c\u000bd\u000ce\u0085f\u2028g\u2029h")]
    [InlineData("a\0b\b\u007f", @"a\u0000b\u0008\u007f")]
    [InlineData("\u202egnp.exe", @"\u202egnp.exe")] // UAX #9, RLO
    [InlineData("\u2066a\u2069\u200e\u200f\u061c", @"\u2066a\u2069\u200e\u200f\u061c")]
    [InlineData("ad\u200bmin\u2060\ufeff\u00ad", @"ad\u200bmin\u2060\ufeff\u00ad")]
    [InlineData("pay\u200dpal\u200c", @"pay\u200dpal\u200c")]
    [InlineData("\u3164\u115f\u034f", @"\u3164\u115f\u034f")] // Default_Ignorable_Code_Point
    [InlineData("\U000e0041", @"\udb40\udc41")] // a tag character
    [InlineData("a\ufffeb\uffff", @"a\ufffeb\uffff")]
    public void What_acts_or_hides_is_shown_by_its_number(string text, string shown) => Assert.Equal(shown, VisibleText.Escaped(text));

    // Attributes cannot hold half a character.
    [Fact]
    public void Half_a_character_is_shown_by_its_number() => Assert.Equal(@"a\ud800b\udc00👩", VisibleText.Escaped("a\ud800b\udc00👩"));

    [Theory]
    [InlineData("##vso[task.setvariable variable=a]b", @"\u0023#vso[task.setvariable variable=a]b")]
    [InlineData("x ##VSO[task.complete]", @"x \u0023#VSO[task.complete]")]
    [InlineData("a ##[group]b", @"a \u0023#[group]b")]
    [InlineData("##teamcity[buildStop]", @"\u0023#teamcity[buildStop]")]
    [InlineData("::set-output name=a::b", @"\u003a:set-output name=a::b")]
    [InlineData("  ::stop-commands::t", @"  \u003a:stop-commands::t")]
    [InlineData("\u00a0::anything::t", "\u00a0\\u003a:anything::t")] // .NET's TrimStart takes this space too
    [InlineData("a ::ERROR::b", @"a \u003a:ERROR::b")]
    [InlineData(":::error::b", @":\u003a:error::b")]
    public void What_a_CI_runner_would_obey_is_stopped(string text, string shown) => Assert.Equal(shown, VisibleText.Escaped(text));

    [Theory]
    [InlineData("")]
    [InlineData("Bestellungen – Zürich & 東京")]
    [InlineData("می\u200cخواهم")] // Persian, with the non-joiner that spelling asks for
    [InlineData("👩\u200d💻 ❤\ufe0f 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3")]
    [InlineData("arn:aws:iam::123456789012:root")]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/*")]
    [InlineData("AWS::ApiGateway::RestApi")]
    [InlineData("::1")]
    [InlineData("::/0")]
    [InlineData("# heading, a##b, C#[1]")]
    [InlineData(@"C:\temp\u001b")]
    public void What_is_ordinary_stays(string text) => Assert.Equal(text, VisibleText.Escaped(text));

    [Fact]
    public void Lines_of_a_text_stay_lines_and_each_is_watched() =>
        Assert.Equal(
            "one\n\ttwo\n\\u003a:error::x\n \\u003a:stop-commands::y\\u000dz",
            VisibleText.Lines("one\r\n\ttwo\n::error::x\n ::stop-commands::y\rz")
        );

    [Fact]
    public void A_name_gets_no_line_of_its_own_among_ours() =>
        Assert.Equal($"Remove:{Environment.NewLine}  pets\\u000aDone.", VisibleText.Lines(["Remove:", "  pets\nDone."]));

    // Every code point there is, by Unicode's own categories.
    [Fact]
    public void No_control_format_or_separator_of_Unicode_gets_through()
    {
        for (int value = 0; value <= 0x10ffff; value++)
        {
            if (value is >= 0xd800 and <= 0xdfff)
            {
                continue;
            }

            string character = char.ConvertFromUtf32(value);
            if (
                CharUnicodeInfo.GetUnicodeCategory(character, 0)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
            )
            {
                string shown = VisibleText.Escaped($"a{character}b");
                Assert.All(shown, c => Assert.InRange(c, ' ', '~'));
                Assert.Equal($"a{string.Concat(character.Select(c => $"\\u{(int)c:x4}"))}b", shown);
            }
        }
    }

    [Fact]
    public void However_hostile_texts_are_put_together_none_gets_through_and_twice_is_as_once()
    {
        Random random = new(1);
        string[] parts =
        [
            .. RunnerReading.Hostile,
            "#",
            "##",
            "[",
            "]",
            ":",
            "::",
            "\n",
            "\r",
            " ",
            "error",
            "vso[",
            "\u200d",
            "\ufe0f",
            "é",
            "👩",
            "\\u003a",
        ];
        for (int i = 0; i < 20_000; i++)
        {
            StringBuilder text = new();
            for (int part = random.Next(1, 6); part > 0; part--)
            {
                text.Append(parts[random.Next(parts.Length)]);
            }

            foreach (Func<string, string> show in new Func<string, string>[] { VisibleText.Escaped, VisibleText.Lines })
            {
                string shown = show(text.ToString());
                Assert.Null(RunnerReading.Harm(shown));
                Assert.Equal(shown, show(shown));
            }

            Assert.DoesNotContain('\n', VisibleText.Escaped(text.ToString()));
        }
    }
}
