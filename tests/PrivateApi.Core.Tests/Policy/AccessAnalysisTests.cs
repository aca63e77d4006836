using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

/// <summary>Who can call, in sentences.</summary>
public sealed class AccessAnalysisTests
{
    private static readonly PolicyContext Api = RandomPolicy.Api;

    [Theory]
    [InlineData("vpce-0a1b2c3d", "every caller through vpce-0a1b2c3d: everything", "nobody outside a VPC endpoint")]
    public void The_template_for_endpoints_reads_as_people_would_say_it(string endpoint, params string[] sentences)
    {
        Assert.Equal(sentences, AccessAnalysis.Analyze(PolicyTemplates.SourceVpce(endpoint), Api).Summary);
    }

    [Fact]
    public void One_method_for_one_endpoint_is_said_in_one_sentence()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Statement":[{"Sid":"Pets","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/pets",
             "Condition":{"StringEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]},"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}}]}
            """
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.Equal("every caller through vpce-1 or vpce-2 from 10.0.0.0/16: GET on /pets in demo", region.Sentence);
        Assert.Equal("Pets", region.Statement!.Sid);
        Assert.Equal("nobody outside a VPC endpoint", analysis.Summary[1]);
        Assert.Equal((Effect.ImplicitlyDenied, null), (analysis.Nobody!.Effect, analysis.Nobody.Statement));
    }

    [Fact]
    public void An_account_is_let_in_only_as_far_as_its_own_policies_go()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"execute-api:Invoke","Resource":"execute-api:/demo/*"}]}
            """
        );
        Assert.Equal(
            "account 111122223333: every method in demo (if an identity policy allows it too)",
            Assert.Single(AccessAnalysis.Analyze(policy, Api).Region).Sentence
        );
    }

    [Fact]
    public void A_Deny_of_everything_else_leaves_nobody()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-2"}}}]}
            """
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        Assert.True(analysis.IsClosed);
        Assert.Equal(["nobody"], analysis.Summary);
        Assert.Equal(Effect.ExplicitlyDenied, PolicyEvaluator.Evaluate(policy, analysis.Nobody!.Example).Effect);
    }

    [Fact]
    public void What_cannot_be_decided_is_called_unknown_and_says_why()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """
            {"Version":"2012-10-17","Statement":[
              {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/*"},
              {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/${aws:username}/*"}]}
            """
        );
        AccessAnalysis analysis = AccessAnalysis.Analyze(policy, Api);
        AccessRegion region = Assert.Single(analysis.Region);
        Assert.True(region.IsUnknown);
        Assert.Contains("statement 2 has a policy variable in its Resource", region.Why!, StringComparison.Ordinal);
        Assert.Null(AccessAnalysis.ExpectOnly(policy, ["vpce-1"], []).IsMet);
    }

    [Fact]
    public void A_policy_of_8_KB_is_decided_exactly()
    {
        PolicyDocument endpoints = PolicyTemplates.SourceVpce([.. Enumerable.Range(0, 300).Select(i => $"vpce-0{i:x4}5e6f708192a3b")]);
        PolicyDocument paths = PolicyDocument.Parse(
            new System.Text.Json.Nodes.JsonObject
            {
                ["Version"] = "2012-10-17",
                ["Statement"] = new System.Text.Json.Nodes.JsonArray([
                    .. Enumerable
                        .Range(0, 40)
                        .Select(i =>
                            System.Text.Json.Nodes.JsonNode.Parse(
                                $$$"""
                                {"Effect":"{{{(
                                    i % 4 == 3 ? "Deny" : "Allow"
                                )}}}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/stage{{{i
                                    % 5}}}/GET/path{{{i}}}/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-{{{i}}}"} } }
                                """
                            )
                        ),
                ]),
            }.ToJsonString()
        );
        Assert.InRange(endpoints.ToJson().Length, 7_500, 8_192);
        Assert.InRange(paths.ToJson().Length, 6_000, 8_192);
        foreach (PolicyDocument policy in new[] { endpoints, paths })
        {
            // How fast is for the benchmarks to say; here it has to come to an exact end.
            Assert.DoesNotContain(AccessAnalysis.Analyze(policy, Api).Region, region => region.IsUnknown);
        }
    }
}
