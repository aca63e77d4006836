using PrivateApi.Errors;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

/// <summary>What the IAM guide states and the file of cases does not hold.</summary>
public sealed class PolicyEvaluatorTests
{
    private const string Api = "arn:aws:execute-api:eu-west-1:123456789012:abc123def4";

    [Theory]
    // Variables are replaced in 2012-10-17 alone; without a Version the text stands for itself.
    [InlineData("2012-10-17", "StringEquals", "aws:userid", "${aws:username}", true)]
    [InlineData("2008-10-17", "StringEquals", "aws:userid", "${aws:username}", false)]
    [InlineData("2012-10-17", "StringEquals", "aws:userid", "${AWS:UserName}", true)]
    // A variable without value never equals, so the negated operator holds (IAM guide, variables with no value).
    [InlineData("2012-10-17", "StringEquals", "aws:userid", "${aws:absent}", false)]
    [InlineData("2012-10-17", "StringNotEquals", "aws:userid", "${aws:absent}", true)]
    [InlineData("2012-10-17", "StringEquals", "aws:userid", "${aws:absent, 'alice'}", true)]
    // A value that fills a variable is literal: its star is no wildcard.
    [InlineData("2012-10-17", "StringLike", "aws:userid", "${aws:UserAgent}", false)]
    [InlineData("2012-10-17", "StringLike", "aws:UserAgent", "${*}", true)]
    [InlineData("2012-10-17", "StringLike", "aws:userid", "al${?}ce", false)]
    // Stars are wildcards in the Like operators alone.
    [InlineData("2012-10-17", "StringEquals", "aws:userid", "al*", false)]
    [InlineData("2012-10-17", "StringLike", "aws:userid", "al?ce", true)]
    // Dates: seconds since 1970 and ISO 8601 name the same instant.
    [InlineData("2012-10-17", "DateEquals", "aws:CurrentTime", "1795341600", true)]
    [InlineData("2012-10-17", "DateEquals", "aws:EpochTime", "2026-11-22T10:00:00Z", true)]
    [InlineData("2012-10-17", "NumericLessThan", "aws:EpochTime", "1795341601", true)]
    // No wildcard crosses a colon in Arn operators, and case matters.
    [InlineData("2012-10-17", "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app", true)]
    [InlineData("2012-10-17", "ArnLike", "aws:PrincipalArn", "arn:aws:*:role/app", false)]
    [InlineData("2012-10-17", "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/App", false)]
    [InlineData("2012-10-17", "StringLike", "aws:PrincipalArn", "arn:aws:*:role/app", true)]
    // IPv4 in IPv6 clothes is another address.
    [InlineData("2012-10-17", "IpAddress", "aws:VpcSourceIp", "::ffff:10.0.0.7", false)]
    [InlineData("2012-10-17", "NotIpAddress", "aws:VpcSourceIp", "2001:db8::1", true)]
    [InlineData("2012-10-17", "IpAddress", "aws:VpcSourceIp", "0.0.0.0/0", true)]
    [InlineData("2012-10-17", "IpAddress", "aws:VpcSourceIp", "10.0.0.0/33", false)]
    [InlineData("2012-10-17", "BinaryEquals", "aws:userid", "alice", true)]
    // A key with several values needs a set operator.
    [InlineData("2012-10-17", "StringEquals", "aws:PrincipalOrgPaths", "o-1/r-1/", false)]
    [InlineData("2012-10-17", "ForAnyValue:StringEquals", "aws:PrincipalOrgPaths", "o-1/r-1/", true)]
    [InlineData("2012-10-17", "ForAllValues:StringLike", "aws:PrincipalOrgPaths", "o-1/*", true)]
    [InlineData("2012-10-17", "ForAllValues:StringEquals", "aws:TagKeys", "none", true)]
    [InlineData("2012-10-17", "ForAnyValue:StringEquals", "aws:TagKeys", "none", false)]
    public void A_condition_holds_as_the_IAM_guide_says(string version, string op, string key, string value, bool holds)
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""{"Version":"{{{version}}}","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"{{{op}}}":{"{{{key}}}":"{{{value}}}"} } } }"""
        );
        AccessRequest request = new()
        {
            Resource = Api + "/demo/GET/pets",
            Context = new RequestKeys
            {
                { "aws:username", "alice" },
                { "aws:userid", "alice" },
                { "aws:UserAgent", "*" },
                { "aws:VpcSourceIp", "10.0.0.7" },
                { "aws:CurrentTime", "2026-11-22T10:00:00Z" },
                { "aws:EpochTime", "1795341600" },
                { "aws:PrincipalArn", "arn:aws:iam::123456789012:role/app" },
                { "aws:PrincipalOrgPaths", ["o-1/r-1/", "o-1/r-2/"] },
            },
        };
        Assert.Equal(holds ? Effect.Allowed : Effect.ImplicitlyDenied, PolicyEvaluator.Evaluate(policy, request).Effect);
    }

    [Theory]
    [InlineData("execute-api:/*", PolicyUse.Resource, true)]
    [InlineData("execute-api:/demo/GET/pets", PolicyUse.Resource, true)]
    [InlineData("execute-api:/prod/*", PolicyUse.Resource, false)]
    [InlineData("execute-api:/*", PolicyUse.Endpoint, false)]
    [InlineData("arn:aws:execute-api:*:*:*/*/GET/pets", PolicyUse.Endpoint, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abc123def4/", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/get/pets", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:ABC123DEF4/*", PolicyUse.Resource, false)]
    [InlineData("arn:AWS:execute-api:eu-west-1:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:EXECUTE-API:eu-west-1:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:EU-WEST-1:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:eu-west-2:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:eu-west-1:999999999999:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws-cn:execute-api:eu-west-1:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:abc123def4/*", PolicyUse.Resource, false)]
    [InlineData("arn:aws:execute-api:*", PolicyUse.Resource, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:*", PolicyUse.Resource, true)]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abc123def?/demo/*", PolicyUse.Resource, true)]
    [InlineData("execute-api:/DEMO/*", PolicyUse.Resource, false)]
    [InlineData("**", PolicyUse.Resource, true)]
    public void A_resource_matches_as_the_API_Gateway_guide_says(string resource, PolicyUse use, bool matches)
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{resource}}}"}}"""
        );
        PolicyDecision decision = PolicyEvaluator.Evaluate(policy, new AccessRequest { Resource = Api + "/demo/GET/pets" }, use);
        Assert.Equal(matches, decision.IsAllowed);
    }

    [Theory]
    // IAM guide, "AWS JSON policy elements: Principal".
    [InlineData("*", "anonymous", Effect.Allowed)]
    [InlineData("123456789012", "anonymous", Effect.ImplicitlyDenied)]
    [InlineData("123456789012", "arn:aws:iam::123456789012:role/app", Effect.AllowedForAccount)]
    [InlineData("arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.AllowedForAccount)]
    [InlineData("123456789012", "arn:aws:iam::999999999999:role/app", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::123456789012:role/app", "arn:aws:iam::123456789012:role/app", Effect.Allowed)]
    [InlineData("arn:aws:iam::123456789012:role/app", "anonymous", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::123456789012:role/app", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.Allowed)]
    [InlineData("arn:aws:iam::123456789012:role/team/app", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.Allowed)]
    [InlineData("arn:aws:iam::123456789012:role/other", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::999999999999:role/app", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws-cn:iam::123456789012:role/app", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::123456789012:user/app", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/app/me", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.Allowed)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/app/me", "arn:aws:sts::123456789012:assumed-role/app/you", Effect.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::123456789012:role/app", "arn:aws:iam::123456789012:user/app", Effect.ImplicitlyDenied)]
    [InlineData("AROAEXAMPLEID1234", "arn:aws:sts::123456789012:assumed-role/app/me", Effect.ImplicitlyDenied)]
    public void A_principal_takes_in_as_the_IAM_guide_says(string principal, string caller, Effect effect)
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{principal}}}"},"Action":"execute-api:Invoke","Resource":"*"}}"""
        );
        Assert.Equal(
            effect,
            PolicyEvaluator.Evaluate(policy, new AccessRequest { Principal = caller, Resource = Api + "/demo/GET/pets" }).Effect
        );
    }

    [Fact]
    public void The_template_for_endpoints_lets_in_those_and_nobody_else()
    {
        PolicyDocument policy = PolicyTemplates.SourceVpce("vpce-1", "vpce-2");
        foreach (
            (string? endpoint, Effect expected) in new[]
            {
                ("vpce-1", Effect.Allowed),
                ("vpce-2", Effect.Allowed),
                ("vpce-3", Effect.ExplicitlyDenied),
                (null, Effect.ExplicitlyDenied),
            }
        )
        {
            AccessRequest request = new()
            {
                Resource = Api + "/demo/GET/pets",
                Context = new RequestKeys { { "aws:SourceVpce", endpoint } },
            };
            Assert.Equal(expected, PolicyEvaluator.Evaluate(policy, request).Effect);
        }

        Assert.Equal("InvalidPolicy", Assert.Throws<PrivateApiException>(() => PolicyTemplates.SourceVpc()).ErrorId);
    }

    [Fact]
    public void An_explanation_names_what_was_compared()
    {
        PolicyDocument policy = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" },
                { "Sid": "OnlyOurs", "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
                  "Condition": { "StringNotEquals": { "aws:SourceVpce": ["vpce-1", "vpce-2"] } } },
                { "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:*", "Resource": "execute-api:/prod/*" }
              ]
            }
            """
        );
        AccessRequest request = new()
        {
            Resource = Api + "/demo/GET/pets",
            Context = new RequestKeys { { "aws:SourceVpce", "vpce-9" } },
        };
        PolicyExplanation explanation = PolicyExplainer.Explain(policy, request);
        Assert.Equal(Effect.ExplicitlyDenied, explanation.Effect);
        Assert.Equal("OnlyOurs", explanation.Deciding!.Sid);
        Assert.Equal(new PolicyPlace(5, 5), explanation.Deciding.Place);
        Assert.Equal([true, true, false], explanation.Statement.Select(s => s.Matches));
        ElementExplanation condition = Assert.Single(explanation.Statement[1].Element, e => e.Element == "Condition");
        Assert.Equal("vpce-9", condition.Request);
        Assert.Equal("StringNotEquals aws:SourceVpce vpce-1 or vpce-2", condition.Policy);
        Assert.Equal(new PolicyPlace(6, 43), condition.Place);
        Assert.Equal("StringNotEquals aws:SourceVpce holds: vpce-9 against vpce-1 or vpce-2", condition.Reason);
        Assert.Equal(["Principal", "Action", "Resource"], explanation.Statement[2].Element.Where(e => !e.Matches).Select(e => e.Element));
    }
}
