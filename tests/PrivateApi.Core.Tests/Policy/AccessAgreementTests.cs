using CsCheck;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>What is said of all requests, held against the evaluator on random ones.</summary>
public sealed class AccessAgreementTests
{
    private static readonly PolicyContext Api = RandomPolicy.Api;

    // PRIVATEAPI_FUZZ=100000 tries more (see PolicyFuzzTests).
    private static readonly long Count = long.Parse(
        Environment.GetEnvironmentVariable("PRIVATEAPI_FUZZ") ?? "400",
        System.Globalization.CultureInfo.InvariantCulture
    );

    [Fact]
    public void What_it_says_of_all_requests_is_what_the_evaluator_says_of_each()
    {
        long decided = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request.Array[40])
            .Sample(
                (policy, requests) =>
                {
                    Interlocked.Add(ref decided, Decided(policy, requests));
                },
                iter: Count
            );
        Assert.True(decided > Count * 40 * 9 / 10, $"only {decided} were decided");
    }

    [Fact]
    public void Policies_of_many_routes_decide_as_the_evaluator_does()
    {
        long decided = 0,
            count = Count / 4;
        Gen.Select(RandomPolicy.Routes, RandomPolicy.RouteRequest.Array[40])
            .Sample(
                (policy, requests) =>
                {
                    Interlocked.Add(ref decided, Decided(policy, requests));
                },
                iter: count
            );
        Assert.True(decided > count * 40 * 0.98, $"only {decided} of {count * 40} were decided");
    }

    [Fact]
    public void Who_gets_in_by_a_new_policy_only_makes_it_a_wider_one()
    {
        int wider = 0,
            same = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Policy, RandomPolicy.Request.Array[40])
            .Sample(
                (before, after, requests) =>
                {
                    bool? allows = AccessAnalysis.Widens(before, after, Api, denialsCount: false),
                        undenies = AccessAnalysis.Widens(before, after, Api, denialsCount: true);
                    Assert.True(allows != true || undenies == true);
                    foreach (AccessRequest request in requests)
                    {
                        Effect old = PolicyEvaluator.Evaluate(before, request).Effect,
                            now = PolicyEvaluator.Evaluate(after, request).Effect;
                        bool gets = now == Effect.Allowed ? old != Effect.Allowed : now == Effect.AllowedForAccount && !old.IsAllow();
                        Assert.True(!gets || allows != false, $"{request} gets in by {after} and not by {before}");
                        Assert.True(
                            !(old.IsExplicitDeny() && !now.IsExplicitDeny()) || undenies != false,
                            $"{request} is denied by {before} and not by {after}"
                        );
                    }

                    Interlocked.Add(ref wider, allows == true ? 1 : 0);
                    Interlocked.Add(ref same, allows == false ? 1 : 0);
                    Assert.NotEqual(true, AccessAnalysis.Widens(before, before, Api, denialsCount: true));
                },
                iter: 300
            );
        Assert.True(wider > 10 && same > 10, $"{wider} wider, {same} not");
    }

    // How many of the requests the analysis decides; each of them has to come out as the evaluator has it.
    private static int Decided(PolicyDocument policy, AccessRequest[] requests)
    {
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        foreach (AccessRegion region in analysis.Region.Where(r => !r.IsUnknown))
        {
            Assert.True(
                PolicyEvaluator.Evaluate(policy, region.Example).Effect == region.Effect,
                $"{region} shows {region.Example} in {policy}"
            );
        }

        int decided = 0;
        foreach (AccessRequest request in requests)
        {
            Effect exact = PolicyEvaluator.Evaluate(policy, request).Effect;
            exact = exact.IsExplicitDeny() ? Effect.ExplicitlyDenied : exact;
            if (analysis.Decide(request) is { } said)
            {
                decided++;
                Assert.True(exact == said, $"{exact} but said {said} for {request} in {policy}");
            }
            else
            {
                Assert.True(analysis.Obstacle.Count > 0, $"undecided without a reason: {request} in {policy}");
            }
        }

        return decided;
    }
}
