using System.Text.RegularExpressions;
using PrivateApi.Model;
using PrivateApi.Reachability.Answers;
using PrivateApi.Reachability.Observed;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Street;

/// <summary>
/// about_PrivateApi_Troubleshooting goes from every text that is known to its causes: the text is in the topic, and the section that has it
/// names a check for each cause that facts of an account can show.
/// </summary>
public sealed partial class TroubleshootingTopicTests
{
    private static readonly string Topic = File.ReadAllText(
        Path.Combine(Peer.Root, "docs", "en-US", "about_PrivateApi_Troubleshooting.md")
    );

    public static TheoryData<string, string> Texts() =>
        [.. KnownTexts.All.Select(known => (known.Symptom.ToString(), known.Pattern.ToString()))];

    public static TheoryData<string> Phrases() => [.. GatewayPhrase.All.Select(phrase => phrase.Text)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_known_text_is_in_the_topic_with_the_checks_of_its_causes(string symptom, string pattern)
    {
        NamesChecks(
            line => Regex.IsMatch(line, pattern, RegexOptions.IgnoreCase),
            SymptomCauses.Causes(Enum.Parse<Symptom>(symptom), ObservedCall.Read(string.Empty)).Select(cause => cause.Kind),
            pattern
        );
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public void Every_phrase_of_API_Gateways_is_in_the_topic_with_the_checks_of_its_causes(string phrase)
    {
        NamesChecks(
            line => line.Contains(phrase, StringComparison.OrdinalIgnoreCase),
            ErrorResolver
                .Resolve($"{{\"message\":\"{phrase}\"}}")
                .Select(cause => Enum.Parse<AnswerCauseKind>(cause.Cause))
                .Where(kind => kind != AnswerCauseKind.CustomGatewayResponse),
            phrase
        );
    }

    [Fact]
    public void Nothing_is_shown_as_the_text_of_an_error_that_is_not_known()
    {
        (string Section, string Line)[] lines = [.. Lines()];
        Assert.NotEmpty(lines);
        Assert.All(
            lines,
            item =>
                Assert.True(
                    KnownTexts.All.Any(known => known.Pattern.IsMatch(item.Line))
                        || GatewayPhrase.All.Any(phrase => item.Line.Contains(phrase.Text, StringComparison.OrdinalIgnoreCase)),
                    item.Line
                )
        );
    }

    [Fact]
    public void Every_section_with_texts_ends_in_a_command() =>
        Assert.All(
            Lines().Select(item => item.Section).Distinct(),
            section => Assert.Matches(@"\n\n(    (Test|Invoke|Get)-PrivateApi\b.*\n)+\n?$", section.TrimEnd() + "\n")
        );

    private static void NamesChecks(Func<string, bool> has, IEnumerable<AnswerCauseKind> kinds, string what)
    {
        string[] sections = [.. Lines().Where(item => has(item.Line)).Select(item => item.Section).Distinct()];
        Assert.True(sections.Length > 0, $"no text in the topic has: {what}");
        string[] missing =
        [
            .. kinds
                .Where(kind => CauseChecks.For(kind).Count > 0)
                .Where(kind => !sections.Any(section => CauseChecks.For(kind).Any(check => Names(section, check))))
                .Select(kind => $"{kind} ({string.Join(", ", CauseChecks.For(kind))})"),
        ];
        Assert.True(missing.Length == 0, $"{what}: no check is named for {string.Join("; ", missing)}");
    }

    private static bool Names(string section, CheckName check) => section.Contains(check.ToString(), StringComparison.Ordinal);

    // Texts are indented by four, and what they mean follows them, indented by eight.
    private static IEnumerable<(string Section, string Line)> Lines() =>
        from section in Topic.Split("\n### ")
        from Match entry in Entry().Matches(section)
        from line in entry.Groups["text"].Captures.Select(text => text.Value.Trim())
        select (section, line);

    [GeneratedRegex(@"(?:^    (?<text>[^ \n].*)\n)+(?=        \S)", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
