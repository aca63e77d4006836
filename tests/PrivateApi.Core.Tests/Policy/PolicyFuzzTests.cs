using System.Globalization;
using System.Text;
using CsCheck;
using PrivateApi.Errors;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Tests.Fuzz;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// No input crashes or hangs. A thousand inputs a test here; PRIVATEAPI_FUZZ=1000000 dotnet run --project
/// tests/PrivateApi.Core.Tests -- --filter-class '*PolicyFuzzTests' tries a million.
/// </summary>
public sealed class PolicyFuzzTests
{
    private static readonly long Count = long.Parse(
        Environment.GetEnvironmentVariable("PRIVATEAPI_FUZZ") ?? "1000",
        CultureInfo.InvariantCulture
    );

    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"Version\"",
        "\"2012-10-17\"",
        "\"Statement\"",
        "\"Effect\"",
        "\"Allow\"",
        "\"Deny\"",
        "\"Principal\"",
        "\"*\"",
        "\"Action\"",
        "\"execute-api:Invoke\"",
        "\"Resource\"",
        "\"execute-api:/*\"",
        "\"Condition\"",
        "\"StringLike\"",
        "\"aws:SourceVpce\"",
        "\"${aws:x, 'y'}\"",
        "\"${\"",
        "true",
        "null",
        "1e999",
        "\\",
        "\uFEFF",
        "\ud800",
        "\"\\ud800\"",
        "\u0000",
        " ",
        "\n",
        "é",
        "\"IpAddress\"",
        "\"::1/129\"",
        "\"NotPrincipal\"",
        "{\"AWS\":",
        "\"NotResource\"",
    ];

    [Fact]
    public void Pieces_of_policies_in_any_order_are_read_or_refused() =>
        Gen.Int[0, Pieces.Length - 1]
            .Array[0, 40]
            .Sample(parts => ReadOrRefuse(Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => Pieces[p])))), iter: Count);

    [Fact]
    public void Any_bytes_are_read_or_refused() => Gen.Byte.Array[0, 200].Sample(ReadOrRefuse, iter: Count);

    [Fact]
    public void Policies_with_bytes_changed_are_read_or_refused() =>
        Gen.Select(RandomPolicy.Policy, Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[1, 3])
            .Sample(
                (policy, changes) =>
                {
                    byte[] text = Encoding.UTF8.GetBytes(policy.ToJson());
                    foreach ((int at, byte value) in changes)
                    {
                        text[at % text.Length] = value;
                    }

                    ReadOrRefuse(text);
                },
                iter: Count
            );

    [Fact]
    public void Reading_what_was_written_gives_the_same_policy_and_the_same_decisions() =>
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request)
            .Sample(
                (policy, request) =>
                {
                    PolicyDocument again = PolicyDocument.Parse(policy.ToJson());
                    Assert.Equal(policy, again);
                    Effect effect = PolicyEvaluator.Evaluate(policy, request).Effect;
                    Assert.Equal(effect, PolicyEvaluator.Evaluate(again, request).Effect);
                    Assert.Equal(effect, PolicyEvaluator.Evaluate(policy.Expand(RandomPolicy.Api), request).Effect);
                    PolicyExplanation explanation = PolicyExplainer.Explain(policy, request);
                    Assert.Equal(effect, explanation.Effect);
                    Assert.Equal(effect == Effect.ImplicitlyDenied, explanation.Deciding is null);
                    Assert.Empty(PolicyDiff.Compare(policy, policy.Expand(RandomPolicy.Api), RandomPolicy.Api));
                },
                iter: Count
            );

    [Fact]
    public void Lint_and_analysis_come_to_an_end_on_any_policy() =>
        RandomPolicy.Policy.Sample(
            policy =>
            {
                Assert.All(
                    PolicyLinter.Lint(policy, new LintContext { Api = RandomPolicy.Api }),
                    f => Assert.True(f.Line > 0 && f.Column > 0)
                );
                Assert.NotEmpty(AccessAnalysis.Analyze(policy).Summary);
            },
            iter: Math.Max(100, Count / 10)
        );

    [Theory]
    [InlineData("a")]
    [InlineData("?")]
    [InlineData("ab")]
    public void Patterns_full_of_stars_do_not_explode(string between)
    {
        string pattern = string.Concat(Enumerable.Repeat("*" + between, 1_000)) + "b";
        string text = new('a', 20_000);
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"{{{"execute-api:" + pattern}}}","Resource":"execute-api:/{{{pattern}}}","Condition":{"StringLike":{"aws:UserAgent":"{{{pattern}}}"} } } }"""
        );
        // What explodes never comes to the end of this.
        for (int i = 0; i < 100; i++)
        {
            PolicyEvaluator.Evaluate(
                policy,
                new AccessRequest
                {
                    Action = "execute-api:" + text,
                    Resource = RandomPolicy.Api.ApiArn + "/" + text,
                    Context = new RequestKeys { { "aws:UserAgent", text } },
                }
            );
        }

        Assert.NotNull(AccessAnalysis.Analyze(policy));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a?", "b")]
    [InlineData("*a", "b")]
    public void A_pattern_of_8_KB_against_a_text_of_2_KB_comes_to_an_end(string repeated, string last)
    {
        string pattern = "*" + string.Concat(Enumerable.Repeat(repeated, 8_000 / repeated.Length)) + last;
        string text = new('a', 2_000);

        // About a million steps each; a matcher that tries every split never comes to the end of this.
        for (int i = 0; i < 20; i++)
        {
            Assert.False(Glob.Matches(pattern, text, ignoreCase: false));
            Assert.False(Glob.Matches(pattern, text, ignoreCase: true));
        }
    }

    [Fact]
    public void Entangled_wildcards_are_called_unknown()
    {
        // Each statement is for other callers, so which of them match matters, and any of 2^26 combinations may.
        string statements = string.Join(
            ',',
            Enumerable
                .Range(0, 26)
                .Select(i =>
                    $$$"""{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:UserAgent":"*{{{(char)('a' + i)}}}*{{{(char)('z' - i)}}}*{{{(char)('a' + (i * 7 % 26))}}}*"},"StringEquals":{"aws:SourceVpce":"vpce-{{{i}}}"} } }"""
                )
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(
            PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""")
        );
        Assert.All(analysis.Region, region => Assert.True(region.IsUnknown));
        Assert.Contains("entangled", analysis.Obstacle[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("statements")]
    [InlineData("values")]
    [InlineData("keys")]
    [InlineData("operators")]
    [InlineData("one text")]
    public void A_policy_of_10_MB_is_read_decided_and_explained_in_linear_time(string how)
    {
        byte[] text = Large(how, 10_000_000);
        double small = Time(Large(how, 1_000_000), explain: false),
            large = Time(text, explain: false);
        Time(Large(how, 1_000_000), explain: true);

        // Ten times the text: quadratic work would be a hundred times, however often it is done. What other tests take of the machine
        // comes and goes.
        double most = Math.Max(small, 50) * 40;
        for (int go = 1; go < 3 && large >= most; go++)
        {
            large = Time(text, explain: false);
        }

        Assert.True(large < most, $"1 MB {small} ms, 10 MB {large} ms");
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"Statement\":", "}")]
    [InlineData("{\"Statement\":[{\"Condition\":{\"Bool\":{\"a\":", "}}}]}")]
    public void Nesting_10_000_deep_is_refused(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));
        Assert.Equal("InvalidPolicy", Assert.Throws<PrivateApiException>(() => PolicyDocument.Parse(text)).ErrorId);
        Assert.Equal(
            "InvalidPolicy",
            Assert.Throws<PrivateApiException>(() => PolicyDocument.Parse("{\"Statement\":{\"Sid\":" + text)).ErrorId
        );
    }

    private static double Time(byte[] text, bool explain)
    {
        TimeSpan before = ThreadTime.Now;
        PolicyDocument policy = PolicyDocument.Parse(text);
        AccessRequest request = new()
        {
            Resource = RandomPolicy.Api.ApiArn + "/demo/GET/pets",
            Context = new RequestKeys { { "aws:SourceVpce", "vpce-1" } },
        };
        PolicyEvaluator.Evaluate(policy, request);
        PolicyLinter.Lint(policy);
        AccessAnalysis.Analyze(policy);
        if (explain)
        {
            PolicyExplainer.Explain(policy, request);
        }

        return (ThreadTime.Now - before).TotalMilliseconds;
    }

    private static byte[] Large(string how, int size)
    {
        static string Statement(string condition, string resource = "execute-api:/*") =>
            $$$"""{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{resource}}}","Condition":{{{condition}}} }""";
        string statements = how switch
        {
            "statements" => string.Join(',', Enumerable.Repeat(Statement("""{"StringLike":{"aws:SourceVpce":"*x"}}"""), size / 130)),
            "values" => Statement(
                $$$"""{"StringEquals":{"aws:SourceVpce":[{{{string.Join(',', Enumerable.Range(0, size / 14).Select(i => $"\"vpce-{i:x6}\""))}}}]} }"""
            ),
            "keys" => Statement(
                $$$"""{"StringEquals":{ {{{string.Join(',', Enumerable.Range(0, size / 16).Select(i => $"\"aws:{i:x6}\":\"x\""))}}} } }"""
            ),
            "operators" => Statement(
                "{" + string.Join(',', Enumerable.Range(0, Math.Min(size / 40, 4096)).Select(Cased)) + "}",
                new string('a', size)
            ),
            _ => Statement(
                """{"StringLike":{"aws:SourceVpce":"*x"}}""",
                "execute-api:/" + string.Concat(Enumerable.Repeat("*a", size / 2))
            ),
        };
        return Encoding.UTF8.GetBytes($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""");
    }

    // The same operator in 4,096 spellings: names have no case.
    private static string Cased(int number) =>
        $"\"{string.Concat("StringEquals".Select((c, i) => (number >> i & 1) != 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)))}\":{{\"aws:UserAgent\":\"x\"}}";

    private static void ReadOrRefuse(byte[] text)
    {
        PolicyDocument policy;
        try
        {
            policy = PolicyDocument.Parse(text);
        }
        catch (PrivateApiException refused)
        {
            Assert.Equal("InvalidPolicy", refused.ErrorId);
            Assert.Contains("line ", refused.Message, StringComparison.Ordinal);
            return;
        }

        AccessRequest request = new()
        {
            Resource = RandomPolicy.Api.ApiArn + "/demo/GET/pets",
            Context = new RequestKeys { { "aws:SourceVpce", "vpce-1" } },
        };
        Effect effect = PolicyEvaluator.Evaluate(policy, request).Effect;
        Assert.Equal(effect, PolicyExplainer.Explain(policy, request).Effect);
        Assert.Equal(effect, PolicyEvaluator.Evaluate(PolicyDocument.Parse(policy.ToJson()), request).Effect);
    }
}
