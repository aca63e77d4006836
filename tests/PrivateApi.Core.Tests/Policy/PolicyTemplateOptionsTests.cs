using PrivateApi.Errors;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

public sealed class PolicyTemplateOptionsTests
{
    [Fact]
    public void A_policy_of_every_form_lets_in_whom_it_names_and_nothing_is_found_on_it()
    {
        PolicyTemplateOptions options = new() { SourceVpce = ["vpce-0a1b2c3d"] };
        Assert.Equal(Only("aws:SourceVpce", "vpce-0a1b2c3d"), options.Build());
        Assert.Equal(Only("aws:SourceVpc", "vpc-0a1b2c3d"), new PolicyTemplateOptions { SourceVpc = ["vpc-0a1b2c3d"] }.Build());
        foreach (PolicyTemplate template in new[] { PolicyTemplate.AllowAndDeny, PolicyTemplate.AllowOnly, PolicyTemplate.Gate })
        {
            Assert.Empty(PolicyLinter.Lint((options with { Template = template }).Build()));
        }

        Assert.True(AccessAnalysis.ExpectOnly((options with { Template = PolicyTemplate.AllowOnly }).Build(), ["vpce-0a1b2c3d"], []).IsMet);
    }

    [Fact]
    public void Of_two_kinds_of_source_a_caller_has_to_come_from_both()
    {
        PolicyDocument policy = new PolicyTemplateOptions { SourceVpce = ["vpce-1"], SourceIp = ["10.0.0.0/16"] }.Build();
        Assert.Equal(
            "every caller through vpce-1 from 10.0.0.0/16: everything",
            Assert.Single(AccessAnalysis.Analyze(policy).Region).Sentence
        );
    }

    [Fact]
    public void A_range_that_is_kept_out_leaves_all_others()
    {
        PolicyDocument policy = new PolicyTemplateOptions { SourceIp = ["10.0.9.0/24"], Deny = true }.Build();
        Assert.Equal(
            "every caller from any address but 10.0.9.0/24 or without aws:VpcSourceIp: everything",
            Assert.Single(AccessAnalysis.Analyze(policy).Region).Sentence
        );
    }

    [Fact]
    public void An_account_that_is_kept_out_is_not_let_in()
    {
        PolicyDocument policy = new PolicyTemplateOptions { AccountId = ["111122223333"], Deny = true }.Build();
        string[] effects = [.. policy.Statement.Select(s => $"{s.Effect} {s.Principal[0]}")];
        Assert.Equal(["Allow *", "Deny 111122223333"], effects);
    }

    [Fact]
    public void Accounts_alone_are_allowed_and_named_methods_are_those_of_a_call()
    {
        PolicyDocument policy = new PolicyTemplateOptions
        {
            Template = PolicyTemplate.AllowOnly,
            AccountId = ["111122223333"],
            StageName = ["demo"],
            Method = ["get", "any"],
            Path = ["/pets/*"],
        }.Build();
        PolicyStatement allow = Assert.Single(policy.Statement);
        Assert.Equal((StatementEffect.Allow, 0), (allow.Effect, allow.Conditions.Length));
        Assert.Equal(["execute-api:/demo/GET/pets/*", "execute-api:/demo/*/pets/*"], allow.Resource);
    }

    [Fact]
    public void What_makes_no_policy_is_said()
    {
        Assert.Contains(
            "10.0.*",
            Assert.Throws<PrivateApiException>(() => new PolicyTemplateOptions { SourceIp = ["10.0.*"] }.Build()).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "InvalidPolicy",
            Assert
                .Throws<PrivateApiException>(() =>
                    new PolicyTemplateOptions
                    {
                        SourceVpc = ["vpc-1"],
                        AccountId = ["111122223333"],
                        Template = PolicyTemplate.Gate,
                    }.Build()
                )
                .ErrorId
        );
        Assert.Equal("InvalidPolicy", Assert.Throws<PrivateApiException>(() => new PolicyTemplateOptions().Build()).ErrorId);
        Assert.Equal(
            "InvalidPolicy",
            Assert
                .Throws<PrivateApiException>(() =>
                    new PolicyTemplateOptions
                    {
                        SourceVpc = ["vpc-1"],
                        Deny = true,
                        Template = PolicyTemplate.AllowOnly,
                    }.Build()
                )
                .ErrorId
        );
    }

    // API Gateway guide, "API Gateway resource policy examples": Allow private API traffic based on source VPC or VPC endpoint.
    private static PolicyDocument Only(string key, string value) =>
        PolicyDocument.Parse(
            $$"""
            {
              "Version": "2012-10-17",
              "Statement": [
                { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"] },
                { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ["execute-api:/*"], "Condition": { "StringNotEquals": { "{{key}}": "{{value}}" } } }
              ]
            }
            """
        );
}
