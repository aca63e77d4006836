using System.Diagnostics;
using System.Globalization;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Benchmarks;

/// <summary>
/// Who can call under a policy, for all requests at once, against the same question asked request by request: one decision for each
/// endpoint that the policy names, which finds the callers that are named and no others.
/// </summary>
internal static class WhoCanCall
{
    private const int Endpoints = 297;
    private const int Most = 20;

    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    /// <summary>Measures; 1 when the analysis takes more than twenty times as long.</summary>
    public static int Run()
    {
        string[] ids = [.. Enumerable.Range(0, Endpoints).Select(i => $"vpce-0{i:x4}5e6f708192a3b")];
        PolicyDocument policy = PolicyTemplates.SourceVpce(ids);
        AccessRequest[] requests =
        [
            .. ids.Select(id => new AccessRequest
            {
                Resource = Api.MethodArn("demo", "GET", "/pets"),
                Context = new RequestKeys { { "aws:SourceVpce", id } },
            }),
        ];
        double analysis = Best(() => AccessAnalysis.Analyze(policy, Api).Region.Count);
        double decisions = Best(() => requests.Count(request => PolicyEvaluator.Evaluate(policy, request).Effect == Effect.Allowed));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"who can call   {analysis, 10:N2} ms for all requests under an 8 KB policy: {analysis / decisions:N1} times the "
                    + $"{decisions:N2} ms of {Endpoints} single decisions"
            )
        );
        return analysis <= Most * decisions ? 0 : 1;
    }

    private static double Best(Func<int> run)
    {
        double best = double.MaxValue;
        for (Stopwatch all = Stopwatch.StartNew(); all.Elapsed < TimeSpan.FromSeconds(3); )
        {
            Stopwatch watch = Stopwatch.StartNew();
            if (run() == 0)
            {
                throw new InvalidOperationException("Nobody can call.");
            }

            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }
}
