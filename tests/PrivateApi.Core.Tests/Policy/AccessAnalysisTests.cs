using CsCheck;
using PrivateApi.Policies;

namespace PrivateApi.Tests.Policy;

public sealed class AccessAnalysisTests
{
    private static readonly PolicyContext Api = RandomPolicy.Api;

    [Fact]
    public void What_it_says_of_all_requests_is_what_the_evaluator_says_of_each()
    {
        // PRIVATEAPI_FUZZ=100000 tries more (see PolicyFuzzTests).
        long count = long.Parse(Environment.GetEnvironmentVariable("PRIVATEAPI_FUZZ") ?? "400", System.Globalization.CultureInfo.InvariantCulture);
        int decided = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Request.Array[40]).Sample(
            (policy, requests) =>
            {
                AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
                foreach (AccessRequest request in requests)
                {
                    Effect exact = PolicyEvaluator.Evaluate(policy, request).Effect;
                    exact = exact.IsExplicitDeny() ? Effect.ExplicitlyDenied : exact;
                    if (analysis.Decide(request) is { } said)
                    {
                        Interlocked.Increment(ref decided);
                        Assert.True(exact == said, $"{exact} but said {said} for {Show(request)} in {policy}");
                    }
                    else
                    {
                        Assert.True(analysis.Obstacle.Count > 0, $"undecided without a reason: {Show(request)} in {policy}");
                    }
                }

                foreach (AccessRegion region in analysis.Region.Where(r => !r.IsUnknown))
                {
                    Assert.True(PolicyEvaluator.Evaluate(policy, region.Example).Effect == region.Effect, $"{region} shows {Show(region.Example)} in {policy}");
                }
            },
            iter: count);
        Assert.True(decided > count * 40 * 9 / 10, $"only {decided} were decided");
    }

    [Theory]
    [InlineData("vpce-0a1b2c3d", "every caller through vpce-0a1b2c3d: everything", "nobody outside a VPC endpoint")]
    public void The_template_for_endpoints_reads_as_people_would_say_it(string endpoint, params string[] sentences)
    {
        Assert.Equal(sentences, AccessAnalysis.Of(PolicyTemplates.SourceVpce(endpoint), Api).Summary);
    }

    [Fact]
    public void One_method_for_one_endpoint_is_said_in_one_sentence()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[{"Sid":"Pets","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/pets",
             "Condition":{"StringEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]},"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}}]}
            """);
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.Equal("every caller through vpce-1 or vpce-2 from 10.0.0.0/16: GET on /pets in demo", region.Sentence);
        Assert.Equal("Pets", region.Statement!.Sid);
        Assert.Equal("nobody outside a VPC endpoint", analysis.Summary[1]);
        Assert.Equal((Effect.ImplicitlyDenied, null), (analysis.Nobody!.Effect, analysis.Nobody.Statement));
    }

    [Fact]
    public void Who_gets_in_by_a_new_policy_only_makes_it_a_wider_one()
    {
        int wider = 0, same = 0;
        Gen.Select(RandomPolicy.Policy, RandomPolicy.Policy, RandomPolicy.Request.Array[40]).Sample(
            (before, after, requests) =>
            {
                bool? allows = AccessAnalysis.Widens(before, after, Api, denialsCount: false), undenies = AccessAnalysis.Widens(before, after, Api, denialsCount: true);
                Assert.True(allows != true || undenies == true);
                foreach (AccessRequest request in requests)
                {
                    Effect old = PolicyEvaluator.Evaluate(before, request).Effect, now = PolicyEvaluator.Evaluate(after, request).Effect;
                    bool gets = now == Effect.Allowed ? old != Effect.Allowed : now == Effect.AllowedForAccount && !old.IsAllow();
                    Assert.True(!gets || allows != false, $"{Show(request)} gets in by {after} and not by {before}");
                    Assert.True(!(old.IsExplicitDeny() && !now.IsExplicitDeny()) || undenies != false, $"{Show(request)} is denied by {before} and not by {after}");
                }

                Interlocked.Add(ref wider, allows == true ? 1 : 0);
                Interlocked.Add(ref same, allows == false ? 1 : 0);
                Assert.NotEqual(true, AccessAnalysis.Widens(before, before, Api, denialsCount: true));
            },
            iter: 300);
        Assert.True(wider > 10 && same > 10, $"{wider} wider, {same} not");
    }

    [Fact]
    public void An_account_is_let_in_only_as_far_as_its_own_policies_go()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"execute-api:Invoke","Resource":"execute-api:/demo/*"}]}
            """);
        Assert.Equal("account 111122223333: every method in demo (if an identity policy allows it too)", Assert.Single(AccessAnalysis.Of(policy, Api).Region).Sentence);
    }

    [Fact]
    public void A_Deny_of_everything_else_leaves_nobody()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-2"}}}]}
            """);
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        Assert.True(analysis.IsClosed);
        Assert.Equal(["nobody"], analysis.Summary);
        Assert.Equal(Effect.ExplicitlyDenied, PolicyEvaluator.Evaluate(policy, analysis.Nobody!.Example).Effect);
    }

    [Fact]
    public void Expecting_the_endpoints_of_the_policy_is_met_and_expecting_fewer_shows_who_else_gets_in()
    {
        PolicyDocument policy = PolicyTemplates.SourceVpce("vpce-1", "vpce-2");
        Assert.True(AccessAnalysis.ExpectOnly(policy, ["vpce-1", "vpce-2"], []).IsMet);
        Assert.True(AccessAnalysis.ExpectOnly(policy, ["vpce-1", "vpce-2", "vpce-3"], []).IsMet);
        AccessExpectation less = AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []);
        Assert.False(less.IsMet);
        Assert.Equal("vpce-2", less.Example!.Context.First(k => k.Key == "aws:SourceVpce").Value[0]);
        Assert.Equal(Effect.Allowed, PolicyEvaluator.Evaluate(policy, less.Example).Effect);
        Assert.Equal(0, less.Statement!.Index);
    }

    [Theory]
    [InlineData("StringNotEquals", "aws:SourceVpce", "vpce-9")]
    [InlineData("StringEqualsIfExists", "aws:SourceVpce", "vpce-1")]
    [InlineData("ForAllValues:StringEquals", "aws:SourceVpce", "vpce-1")]
    [InlineData("StringLike", "aws:SourceVpce", "vpce-*")]
    [InlineData("StringEquals", "aws:SourceVpc", "vpc-1")]
    [InlineData("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8")]
    [InlineData("IpAddress", "aws:VpcSourceIp", "0.0.0.0/0")]
    [InlineData("Null", "aws:SourceVpce", "false")]
    public void A_condition_that_lets_in_more_than_expected_is_found_with_a_request_that_proves_it(string op, string key, string value)
    {
        PolicyDocument policy = PolicyDocument.Parse($$$"""
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{{op}}}":{"{{{key}}}":"{{{value}}}"} } } }
            """);
        AccessExpectation expectation = AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []);
        Assert.False(expectation.IsMet);
        Assert.True(PolicyEvaluator.Evaluate(policy, expectation.Example!).IsAllowed);
        Assert.DoesNotContain(expectation.Example!.Context, k => k.Key == "aws:SourceVpce" && k.Value[0] == "vpce-1");
    }

    [Fact]
    public void A_VPC_may_be_expected_as_well()
    {
        Assert.True(AccessAnalysis.ExpectOnly(PolicyTemplates.SourceVpc("vpc-1"), [], ["vpc-1"]).IsMet);
        Assert.False(AccessAnalysis.ExpectOnly(PolicyTemplates.SourceVpc("vpc-1"), [], ["vpc-2"]).IsMet);
    }

    [Fact]
    public void What_cannot_be_decided_is_called_unknown_and_says_why()
    {
        PolicyDocument policy = PolicyDocument.Parse("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/*"},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/${aws:username}/*"}]}
            """);
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.True(region.IsUnknown);
        Assert.Contains("statement 2 has a policy variable in its Resource", region.Why!, StringComparison.Ordinal);
        Assert.Null(AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []).IsMet);
    }

    [Fact]
    public void A_policy_of_8_KB_is_decided_exactly()
    {
        PolicyDocument endpoints = PolicyTemplates.SourceVpce([.. Enumerable.Range(0, 300).Select(i => $"vpce-0{i:x4}5e6f708192a3b")]);
        PolicyDocument paths = PolicyDocument.Parse(new System.Text.Json.Nodes.JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new System.Text.Json.Nodes.JsonArray([.. Enumerable.Range(0, 40).Select(i => System.Text.Json.Nodes.JsonNode.Parse($$$"""
                {"Effect":"{{{(i % 4 == 3 ? "Deny" : "Allow")}}}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/stage{{{i % 5}}}/GET/path{{{i}}}/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-{{{i}}}"} } }
                """))]),
        }.ToJsonString());
        Assert.InRange(endpoints.ToJson().Length, 7_500, 8_192);
        Assert.InRange(paths.ToJson().Length, 6_000, 8_192);
        foreach (PolicyDocument policy in new[] { endpoints, paths })
        {
            // How fast is for the benchmarks to say; here it has to come to an exact end.
            Assert.DoesNotContain(AccessAnalysis.Of(policy, Api).Region, region => region.IsUnknown);
        }
    }

    [Fact]
    public void Forty_routes_with_stars_and_ten_kept_out_are_decided_exactly()
    {
        PolicyDocument policy = Routes(
            ("Allow", [.. Enumerable.Range(0, 40).Select(i => $"execute-api:/*/{(i % 2 == 0 ? "GET" : "POST")}/route{i}/*")], null),
            ("Deny", [.. Enumerable.Range(0, 10).Select(i => $"execute-api:/*/GET/route{i}/*/admin/*")], null));
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.False(region.IsUnknown, string.Join(' ', analysis.Obstacle));
        Assert.StartsWith("every caller: GET on /route0/* or /route2/*", region.Sentence, StringComparison.Ordinal);
        Assert.Contains(" in every stage or POST on /route1/*", region.Sentence, StringComparison.Ordinal);
        Assert.Contains(", but not GET on /route0/*/admin/* or /route1/*/admin/*", region.Sentence, StringComparison.Ordinal);
        foreach ((string suffix, Effect effect) in new[]
        {
            ("/demo/GET/route4/7", Effect.Allowed), ("/demo/GET/route4/7/admin/x", Effect.ExplicitlyDenied), ("/demo/GET/route5/7", Effect.ImplicitlyDenied),
            ("/demo/PUT/GET/route4/7", Effect.ImplicitlyDenied), ("/demo/PUT/x/GET/route4/7", Effect.Allowed), ("/demo/PUT/x/GET/route3/7/admin/", Effect.ExplicitlyDenied),
        })
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
        string[] routes = [.. Enumerable.Range(0, 40).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, $"route{i}", $"part{i * 7 % 40}"))];
        PolicyDocument policy = Routes(("Allow", routes, "vpce-1"), ("Allow", routes[..20], "vpce-2"), ("Deny", routes[5..15], null));
        Assert.Empty(AccessAnalysis.Of(policy, Api).Obstacle);
        Assert.True(AccessAnalysis.ExpectOnly(policy, ["vpce-1", "vpce-2"], []).IsMet);
        Assert.False(AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []).IsMet);

        // What one statement of the policy takes away again.
        PolicyDocument closed = Routes(("Allow", routes[5..15], null), ("Deny", routes, null));
        Assert.True(AccessAnalysis.Of(closed, Api).IsClosed);
    }

    [Fact]
    public void A_statement_for_each_route_is_decided_like_a_list_of_them()
    {
        PolicyDocument policy = Routes([.. Enumerable.Range(0, 30).Select(i => ("Allow", new[] { $"execute-api:/*/GET/route{i}/*" }, (string?)"vpce-1"))]);
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.StartsWith("every caller through vpce-1: GET on /route0/* or /route1/*", region.Sentence, StringComparison.Ordinal);
        Assert.Same(PolicyEvaluator.Evaluate(policy, region.Example).Statement, region.Statement);
        Assert.Empty(analysis.Obstacle);
    }

    [Fact]
    public void Dozens_of_values_with_stars_are_decided_too()
    {
        string List(string form, int count) => string.Join(',', Enumerable.Range(0, count).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i)));
        PolicyDocument policy = PolicyDocument.Parse($$$"""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:Referer":[{{{List("\"*site{0}.example*\"", 40)}}}]} } },
              {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:Referer":[{{{List("\"*/admin{0}/*\"", 20)}}}]} } },
              {"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":[{{{List("\"o-1/r-1/ou-{0}/*\"", 20)}}}]} } }]}
            """);
        AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
        Assert.Empty(analysis.Obstacle);
        foreach (string referer in new[] { "http://site7.example/", "http://site7.example/admin3/", "http://site70.other/", "/admin3/site39.example" })
        {
            AccessRequest request = new() { Resource = Api.MethodArn("demo", "GET", "/"), Context = new RequestKeys { { "aws:Referer", referer } } };
            Effect exact = PolicyEvaluator.Evaluate(policy, request).Effect;
            Assert.Equal(exact, analysis.Decide(request));
        }
    }

    [Fact]
    public void Policies_of_many_routes_decide_as_the_evaluator_does()
    {
        long count = long.Parse(Environment.GetEnvironmentVariable("PRIVATEAPI_FUZZ") ?? "400", System.Globalization.CultureInfo.InvariantCulture) / 4;
        int decided = 0, asked = 0;
        Gen.Select(RandomPolicy.Routes, RandomPolicy.RouteRequest.Array[40]).Sample(
            (policy, requests) =>
            {
                AccessAnalysis analysis = AccessAnalysis.Of(policy, Api);
                foreach (AccessRequest request in requests)
                {
                    Effect exact = PolicyEvaluator.Evaluate(policy, request).Effect;
                    Interlocked.Increment(ref asked);
                    if (analysis.Decide(request) is { } said)
                    {
                        Interlocked.Increment(ref decided);
                        Assert.True(exact == said, $"{exact} but said {said} for {Show(request)} in {policy}");
                    }
                    else
                    {
                        Assert.True(analysis.Obstacle.Count > 0, $"undecided without a reason: {Show(request)} in {policy}");
                    }
                }

                Assert.All(analysis.Region.Where(r => !r.IsUnknown), r => Assert.Equal(r.Effect, PolicyEvaluator.Evaluate(policy, r.Example).Effect));
            },
            iter: count);
        Assert.True(decided > asked * 0.98, $"only {decided} of {asked} were decided");
    }

    private static PolicyDocument Routes(params (string Effect, string[] Resources, string? Vpce)[] statements) => PolicyDocument.Parse(new System.Text.Json.Nodes.JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new System.Text.Json.Nodes.JsonArray([.. statements.Select(s => new System.Text.Json.Nodes.JsonObject
        {
            ["Effect"] = s.Effect,
            ["Principal"] = "*",
            ["Action"] = "execute-api:Invoke",
            ["Resource"] = new System.Text.Json.Nodes.JsonArray([.. s.Resources.Select(r => (System.Text.Json.Nodes.JsonNode)r)]),
            ["Condition"] = s.Vpce is null ? new System.Text.Json.Nodes.JsonObject() : System.Text.Json.Nodes.JsonNode.Parse($$$"""{"StringEquals":{"aws:SourceVpce":"{{{s.Vpce}}}"} }"""),
        })]),
    }.ToJsonString());

    private static string Show(AccessRequest request) =>
        $"{request.Principal} {request.Resource} {string.Join(", ", request.Context.Select(k => $"{k.Key}={string.Join('+', k.Value)}"))}";
}
