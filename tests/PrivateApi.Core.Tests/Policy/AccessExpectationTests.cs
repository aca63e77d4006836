using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

/// <summary>Whether only those can call who were expected.</summary>
public sealed class AccessExpectationTests
{
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
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{{op}}}":{"{{{key}}}":"{{{value}}}"} } } }
            """
        );
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
}
