using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>Policies of many patterns with stars in them.</summary>
public sealed class AccessRoutesTests
{
    private static readonly PolicyContext Api = RandomPolicy.Api;

    [Fact]
    public void Forty_routes_with_stars_and_ten_kept_out_are_decided_exactly()
    {
        PolicyDocument policy = Routes(
            ("Allow", [.. Enumerable.Range(0, 40).Select(i => $"execute-api:/*/{(i % 2 == 0 ? "GET" : "POST")}/route{i}/*")], null),
            ("Deny", [.. Enumerable.Range(0, 10).Select(i => $"execute-api:/*/GET/route{i}/*/admin/*")], null)
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.False(region.IsUnknown, string.Join(' ', analysis.Obstacle));
        Assert.StartsWith("every caller: GET on /route0/* or /route2/*", region.Sentence, StringComparison.Ordinal);
        Assert.Contains(" in every stage or POST on /route1/*", region.Sentence, StringComparison.Ordinal);
        Assert.Contains(", but not GET on /route0/*/admin/* or /route1/*/admin/*", region.Sentence, StringComparison.Ordinal);
        foreach (
            (string suffix, Effect effect) in new[]
            {
                ("/demo/GET/route4/7", Effect.Allowed),
                ("/demo/GET/route4/7/admin/x", Effect.ExplicitlyDenied),
                ("/demo/GET/route5/7", Effect.ImplicitlyDenied),
                ("/demo/PUT/GET/route4/7", Effect.ImplicitlyDenied),
                ("/demo/PUT/x/GET/route4/7", Effect.Allowed),
                ("/demo/PUT/x/GET/route3/7/admin/", Effect.ExplicitlyDenied),
            }
        )
        {
            AccessRequest request = new() { Resource = Api.ApiArn + suffix };
            Assert.Equal(PolicyEvaluator.Evaluate(policy, request).Effect, analysis.Decide(request));
            Assert.True(effect == Effect.ImplicitlyDenied || analysis.Decide(request) == effect, suffix);
        }
    }

    [Theory]
    [InlineData("execute-api:/*/GET/{0}")]
    [InlineData("execute-api:/*/GET/{0}/*")]
    [InlineData("execute-api:/*/GET/{0}/*/{1}")]
    [InlineData("execute-api:/*/GET/{0}/*/{1}/*")]
    [InlineData("execute-api:/*{0}*{1}*")]
    [InlineData("execute-api:/prod/*/{0}/*")]
    [InlineData("arn:aws:execute-api:*:*:*/*/GET/{0}/*/{1}")]
    public void Whatever_form_the_routes_have_who_may_call_what_is_found(string form)
    {
        string[] routes =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, $"route{i}", $"part{i * 7 % 40}")),
        ];
        PolicyDocument policy = Routes(("Allow", routes, "vpce-1"), ("Allow", routes[..20], "vpce-2"), ("Deny", routes[5..15], null));
        Assert.Empty(AccessAnalysis.Analyze(policy, Api).Obstacle);
        Assert.True(AccessAnalysis.ExpectOnly(policy, ["vpce-1", "vpce-2"], []).IsMet);
        Assert.False(AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []).IsMet);

        // What one statement of the policy takes away again.
        PolicyDocument closed = Routes(("Allow", routes[5..15], null), ("Deny", routes, null));
        Assert.True(AccessAnalysis.Analyze(closed, Api).IsClosed);
    }

    [Fact]
    public void A_statement_for_each_route_is_decided_like_a_list_of_them()
    {
        PolicyDocument policy = Routes([
            .. Enumerable.Range(0, 30).Select(i => ("Allow", new[] { $"execute-api:/*/GET/route{i}/*" }, (string?)"vpce-1")),
        ]);
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.StartsWith("every caller through vpce-1: GET on /route0/* or /route1/*", region.Sentence, StringComparison.Ordinal);
        Assert.Same(PolicyEvaluator.Evaluate(policy, region.Example).Statement, region.Statement);
        Assert.Empty(analysis.Obstacle);
    }

    [Fact]
    public void Dozens_of_values_with_stars_are_decided_too()
    {
        string List(string form, int count) =>
            string.Join(
                ',',
                Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i))
            );
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:Referer":[{{{List(
                "\"*site{0}.example*\"",
                40
            )}}}]} } },
              {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:Referer":[{{{List(
                "\"*/admin{0}/*\"",
                20
            )}}}]} } },
              {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":[{{{List(
                "\"o-1/r-1/ou-{0}/*\"",
                20
            )}}}]} } }]}
            """
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        Assert.Empty(analysis.Obstacle);
        foreach (
            string referer in new[]
            {
                "http://site7.example/",
                "http://site7.example/admin3/",
                "http://site70.other/",
                "/admin3/site39.example",
            }
        )
        {
            AccessRequest request = new()
            {
                Resource = Api.MethodArn("demo", "GET", "/"),
                Context = new RequestKeys { { "aws:Referer", referer } },
            };
            Effect exact = PolicyEvaluator.Evaluate(policy, request).Effect;
            Assert.Equal(exact, analysis.Decide(request));
        }
    }

    private static PolicyDocument Routes(params (string Effect, string[] Resources, string? Vpce)[] statements) =>
        PolicyDocument.Parse(
            new System.Text.Json.Nodes.JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new System.Text.Json.Nodes.JsonArray([
                    .. statements.Select(s => new System.Text.Json.Nodes.JsonObject
                    {
                        ["Effect"] = s.Effect,
                        ["Principal"] = "*",
                        ["Action"] = "execute-api:Invoke",
                        ["Resource"] = new System.Text.Json.Nodes.JsonArray([
                            .. s.Resources.Select(r => (System.Text.Json.Nodes.JsonNode)r),
                        ]),
                        ["Condition"] = s.Vpce is null
                            ? new System.Text.Json.Nodes.JsonObject()
                            : System.Text.Json.Nodes.JsonNode.Parse($$$"""{"StringEquals":{"aws:SourceVpce":"{{{s.Vpce}}}"} }"""),
                    }),
                ]),
            }.ToJsonString()
        );
}
