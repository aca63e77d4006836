using System.Globalization;
using BenchmarkDotNet.Attributes;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Benchmarks;

/// <summary>What one policy costs to read, to evaluate, to look over and to analyse.</summary>
[MemoryDiagnoser]
public class PolicyBenchmarks
{
    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    private readonly PolicyDocument _policy = PolicyTemplates.SourceVpce("vpce-0a1b2c3d4e5f60718", "vpce-0ffffffffffffffff");

    private readonly PolicyDocument _large = PolicyTemplates.SourceVpce(Enumerable.Range(0, 297).Select(i => $"vpce-0{i:x4}5e6f708192a3b"));

    private readonly PolicyDocument _paths = PolicyDocument.Parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + string.Join(
                ',',
                Enumerable
                    .Range(0, 48)
                    .Select(i =>
                        $$$"""{"Effect":"{{{(i % 4 == 3 ? "Deny" : "Allow")}}}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/stage{{{i % 5}}}/GET/path{{{i}}}/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-{{{i}}}"} } }"""
                    )
            )
            + "]}"
    );

    // A dozen routes are ordinary; these are forty with ten kept out, then as many as 8 KB hold, with a star in the middle too.
    private readonly PolicyDocument _routes = Routes(40, 10, "execute-api:/*/GET/{0}/*", "execute-api:/*/GET/{0}/*/admin/*");

    private readonly PolicyDocument _manyRoutes = Routes(170, 30, "execute-api:/*/GET/{0}/*/{1}", "execute-api:/*/*/{0}/*/admin/*");

    private readonly PolicyDocument _routeAStatement = PolicyDocument.Parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + string.Join(
                ',',
                Enumerable
                    .Range(0, 56)
                    .Select(i =>
                        $$$"""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/route{{{i}}}/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"} } }"""
                    )
            )
            + "]}"
    );

    // Each may match where any other does, so the analysis gives up: the longest it can take.
    private readonly PolicyDocument _entangled = PolicyDocument.Parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + string.Join(
                ',',
                Enumerable
                    .Range(0, 50)
                    .Select(i =>
                        $$$"""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/p{{{i}}}*","Condition":{"StringLike":{"aws:SourceVpce":"vpce-{{{i}}}*"} } }"""
                    )
            )
            + "]}"
    );

    private readonly AccessRequest _request = new()
    {
        Resource = Api.MethodArn("demo", "GET", "/pets"),
        Context = new RequestKeys
        {
            { "aws:SourceVpce", "vpce-0ffffffffffffffff" },
            { "aws:SourceVpc", "vpc-0a1b2c3d" },
            { "aws:VpcSourceIp", "10.0.1.17" },
        },
    };

    private readonly byte[] _text;

    public PolicyBenchmarks() => _text = System.Text.Encoding.UTF8.GetBytes(_policy.ToJson());

    [Benchmark]
    public PolicyDocument Read() => PolicyDocument.Parse(_text);

    [Benchmark]
    public Effect Evaluate() => PolicyEvaluator.Evaluate(_policy, _request).Effect;

    [Benchmark]
    public int Lint8KB() => PolicyLinter.Lint(_large).Count;

    [Benchmark]
    public int WhoCanCall8KB() => AccessAnalysis.Analyze(_large, Api).Region.Count;

    [Benchmark]
    public int WhoCanCall8KBOfPaths() => AccessAnalysis.Analyze(_paths, Api).Region.Count;

    [Benchmark]
    public int WhoCanCall40Routes() => Exact(AccessAnalysis.Analyze(_routes, Api));

    [Benchmark]
    public int WhoCanCall8KBOfRoutes() => Exact(AccessAnalysis.Analyze(_manyRoutes, Api));

    [Benchmark]
    public int WhoCanCall8KBOfRouteStatements() => Exact(AccessAnalysis.Analyze(_routeAStatement, Api));

    [Benchmark]
    public int WhoCanCall8KBEntangled() => AccessAnalysis.Analyze(_entangled, Api).Region.Count;

    private static int Exact(AccessAnalysis analysis) =>
        analysis.Obstacle.Count == 0 ? analysis.Region.Count : throw new InvalidOperationException(analysis.Obstacle[0]);

    private static PolicyDocument Routes(int allowed, int denied, string allow, string deny)
    {
        string List(string form, int count) =>
            string.Join(
                ',',
                Enumerable
                    .Range(0, count)
                    .Select(i => $"\"{string.Format(CultureInfo.InvariantCulture, form, $"route{i}", $"part{i * 7 % 40}")}\"")
            );
        return PolicyDocument.Parse(
            $$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":[{{List(allow, allowed)}}]},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":[{{List(deny, denied)}}]}]}
            """
        );
    }
}
