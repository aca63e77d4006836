using System.Diagnostics;
using System.Globalization;
using System.Text;
using PrivateApi.OpenApi;
using PrivateApi.Policies;
using PrivateApi.Tests.Policy;

namespace PrivateApi.Tests.Fuzz;

/// <summary>
/// 4 MB of anything is read or refused within 300 MB and two seconds. What is counted is what is allocated on the way, which is more
/// than what is held at once; the clock is a guard alone. PRIVATEAPI_COST=1 with --show-live-output on prints both.
/// </summary>
public sealed class CostTests
{
    private const int Size = 4 << 20;

    private const long MostBytes = 300L << 20;

    // Two seconds on a quiet machine. A test must not hang on a loaded one, and what has no bound takes minutes.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("empty lists")]
    [InlineData("numbers")]
    [InlineData("wide and deep")]
    [InlineData("one text")]
    [InlineData("a long name over many values")]
    [InlineData("long names above each other")]
    [InlineData("one path")]
    [InlineData("paths of parameters")]
    [InlineData("paths")]
    [InlineData("wrong paths")]
    [InlineData("references")]
    [InlineData("references to each other")]
    [InlineData("functions")]
    [InlineData("3.1 constructs")]
    [InlineData("policy")]
    [InlineData("security")]
    public void A_definition_of_4_MB_in_JSON(string how) => Measure(how, HostileText.Json(how, Size), text => Read(text, "api.json"));

    [Theory]
    [InlineData("laughs")]
    [InlineData("aliases of a long text")]
    [InlineData("aliases of a short text")]
    [InlineData("aliases of a long name")]
    [InlineData("merges")]
    [InlineData("merges of merges")]
    [InlineData("anchors in anchors")]
    [InlineData("flow")]
    [InlineData("flow of maps")]
    [InlineData("deep flow")]
    [InlineData("wide and deep")]
    [InlineData("block sequence")]
    [InlineData("nested sequences")]
    [InlineData("block mapping")]
    [InlineData("deeper and deeper")]
    [InlineData("one plain text")]
    [InlineData("a plain text of many lines")]
    [InlineData("a folded text")]
    [InlineData("quoted")]
    [InlineData("open quote")]
    [InlineData("comments")]
    [InlineData("documents")]
    [InlineData("directives")]
    [InlineData("tags")]
    [InlineData("questions")]
    [InlineData("nested questions")]
    [InlineData("keys without values")]
    [InlineData("numbers")]
    public void A_definition_of_4_MB_in_YAML(string how) => Measure(how, HostileText.Yaml(how, Size), text => Read(text, "api.yaml"));

    [Theory]
    [InlineData("statements")]
    [InlineData("denials of many keys")]
    [InlineData("callers")]
    [InlineData("paths")]
    [InlineData("stars")]
    [InlineData("ranges")]
    [InlineData("values")]
    [InlineData("tags at once")]
    [InlineData("dates")]
    [InlineData("interwoven")]
    [InlineData("interwoven denials")]
    [InlineData("entangled keys")]
    [InlineData("entangled conditions")]
    [InlineData("endpoints")]
    public void A_policy(string how)
    {
        Measure($"{how} of {Size}: read", HostileText.Policy(how, Size), bytes => PolicyDocument.Parse(bytes));
        foreach (int size in new[] { InputFile.MostPolicyBytes, 195_000, 49_000, 20_480 })
        {
            Policy(how, size);
        }
    }

    private static void Policy(string how, int size)
    {
        PolicyDocument policy = PolicyDocument.Parse(HostileText.Policy(how, size));
        PolicyDocument other = PolicyDocument.Parse(HostileText.Policy(how, size / 2));
        AccessRequest request = new() { Resource = RandomPolicy.Api.ApiArn + "/demo/GET/pets", Context = new RequestKeys { { "aws:SourceVpce", "vpce-1" } } };
        Measure($"{how} of {size}: decide", policy, read => PolicyEvaluator.Evaluate(read, request));
        Measure($"{how} of {size}: explain", policy, read => PolicyExplainer.Explain(read, request));
        Measure($"{how} of {size}: look over", policy, read => PolicyLinter.Lint(read, new LintContext { Api = RandomPolicy.Api }));
        Measure($"{how} of {size}: who can call", policy, read => AccessAnalysis.Of(read, RandomPolicy.Api));
        Measure($"{how} of {size}: compare", policy, read => PolicyDiff.Compare(read, other, RandomPolicy.Api));
        Measure($"{how} of {size}: compare with nothing alike", policy, read => PolicyDiff.Compare(read, PolicyTemplates.Everything, RandomPolicy.Api));
        Measure($"{how} of {size}: hash", policy, read => read.CanonicalHash(RandomPolicy.Api));
    }

    private static void Read(string text, string origin) => FuzzRun.Refused(
        () => DefinitionReader.Read(new DefinitionSource(Encoding.UTF8.GetBytes(text), origin)),
        "InvalidDefinition",
        "InputTooLarge",
        "OpenApiVersionNotSupported",
        "DefinitionTooLarge");

    private static void Measure<T>(string what, T input, Action<T> act)
    {
        long start = Stopwatch.GetTimestamp(), before = GC.GetAllocatedBytesForCurrentThread();
        act(input);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        string cost = string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalSeconds:0.00} s, {bytes >> 20} MB allocated");
        if (Environment.GetEnvironmentVariable("PRIVATEAPI_COST") is not null)
        {
            Console.Error.WriteLine(cost);
        }

        Assert.True(bytes <= MostBytes && time < Guard, cost);
    }
}
