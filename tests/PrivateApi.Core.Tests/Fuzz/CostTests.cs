using System.Text;
using PrivateApi.Input;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;
using PrivateApi.Tests.Policy;

namespace PrivateApi.Tests.Fuzz;

/// <summary>4 MB of a definition or a policy are read or refused within the bounds of <see cref="Cost"/>.</summary>
public sealed class CostTests
{
    private const int Size = 4 << 20;

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
    public void A_definition_of_4_MB_in_JSON(string how) => Cost.Measure(how, HostileText.Json(how, Size), text => Read(text, "api.json"));

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
    public void A_definition_of_4_MB_in_YAML(string how) => Cost.Measure(how, HostileText.Yaml(how, Size), text => Read(text, "api.yaml"));

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
        Cost.Measure($"{how} of {Size}: read", HostileText.Policy(how, Size), bytes => PolicyDocument.Parse(bytes));
        foreach (int size in new[] { InputFile.MostPolicyBytes, 195_000, 49_000, 20_480 })
        {
            Policy(how, size);
        }
    }

    private static void Policy(string how, int size)
    {
        PolicyDocument policy = PolicyDocument.Parse(HostileText.Policy(how, size));
        PolicyDocument other = PolicyDocument.Parse(HostileText.Policy(how, size / 2));
        AccessRequest request = new()
        {
            Resource = RandomPolicy.Api.ApiArn + "/demo/GET/pets",
            Context = new RequestKeys { { "aws:SourceVpce", "vpce-1" } },
        };
        Cost.Measure($"{how} of {size}: decide", policy, read => PolicyEvaluator.Evaluate(read, request));
        Cost.Measure($"{how} of {size}: explain", policy, read => PolicyExplainer.Explain(read, request));
        Cost.Measure($"{how} of {size}: look over", policy, read => PolicyLinter.Lint(read, new LintContext { Api = RandomPolicy.Api }));
        Cost.Measure($"{how} of {size}: who can call", policy, read => AccessAnalysis.Analyze(read, RandomPolicy.Api));
        Cost.Measure($"{how} of {size}: compare", policy, read => PolicyDiff.Compare(read, other, RandomPolicy.Api));
        Cost.Measure(
            $"{how} of {size}: compare with nothing alike",
            policy,
            read => PolicyDiff.Compare(read, PolicyTemplates.Everything, RandomPolicy.Api)
        );
        Cost.Measure($"{how} of {size}: hash", policy, read => read.CanonicalHash(RandomPolicy.Api));
    }

    private static void Read(string text, string origin) =>
        FuzzRun.Refused(
            () => DefinitionReader.Read(new DefinitionSource(Encoding.UTF8.GetBytes(text), origin)),
            "InvalidDefinition",
            "InputTooLarge",
            "OpenApiVersionNotSupported",
            "DefinitionTooLarge"
        );
}
